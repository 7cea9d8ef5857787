/** Floor 0: time: {@link io.hecd.time.Clock} and {@link io.hecd.time.Timers}. The system clock is read nowhere else. */
@NullMarked
package io.hecd.time;

import org.jspecify.annotations.NullMarked;
