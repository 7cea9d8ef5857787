package io.hecd.health.check;

import java.util.List;

/**
 * What one check of a server does, compiled from the lines of its backend; shared by all its servers. Immutable.
 *
 * @param told the word that logs add to tell where in the lines a check failed: "tcp-check", or "" when they do not
 * @param written whether the lines have steps of their own
 * @param noLbOn404 `http-check disable-on-404`: a 404 from a running server asks for no new traffic
 */
record CheckPlan(List<Step> steps, String told, boolean written, boolean noLbOn404) implements Check.Plan {
    /** Connects, nothing more. */
    static final CheckPlan CONNECT = new CheckPlan(List.of(Step.Connect.IMPLICIT), "", false, false);
}
