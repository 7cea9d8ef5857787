/** Floor 2: what rules, logs and balancing may see of an exchange: {@link io.hecd.traffic.Transaction}, and how exchanges end. */
@NullMarked
package io.hecd.traffic;

import org.jspecify.annotations.NullMarked;
