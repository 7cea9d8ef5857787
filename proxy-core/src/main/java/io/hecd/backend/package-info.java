/** Floor 5: servers and the backends they stand in: what is alive. One control thread changes them, workers read snapshots. */
@NullMarked
package io.hecd.backend;

import org.jspecify.annotations.NullMarked;
