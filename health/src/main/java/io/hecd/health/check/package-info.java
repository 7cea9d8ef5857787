/**
 * Active checks (manual 4.2 `option httpchk`, `tcp-check`, `http-check`; 5.2 `check` and its family). A {@code Check}
 * turns a backend's lines into a {@code CheckPlan}; a {@code Checker} walks that plan for one server, again and again,
 * on the control thread; {@code RiseFall} makes up and down of the results.
 */
@NullMarked
package io.hecd.health.check;

import org.jspecify.annotations.NullMarked;
