package io.hecd.health.check;

import io.hecd.backend.Backend;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import java.util.List;

/** What the log says about checks and servers, word for word as operators and their scripts know it. */
final class Sentences {
    private Sentences() {}

    /** `option log-health-checks`: a result that changed something. */
    static String check(Server server, CheckResult result, long millis, RiseFall health) {
        String outcome = switch (result.meaning()) {
            case PASSED -> "succeeded";
            case CONDITIONAL -> "conditionally succeeded";
            case FAILED, NONE -> "failed";
        };
        // a server without weight is not up but drained, whatever the checks say
        String up = server.userWeight() > 0 ? "UP" : "DRAIN";
        return "Health check for " + (server.isBackup() ? "backup " : "") + "server " + server + " " + outcome
                + ", reason: " + why(result, millis) + ", status: " + health.fraction() + " "
                + (health.isUp() ? up : "DOWN") + ".";
    }

    /** A change of state; `reason` is empty when the sentence above said it already. */
    static String state(Server server, OperState state, String reason, List<Server> all) {
        int active = 0;
        int backup = 0;
        for (Server other : all) {
            if (!other.isUsable()) continue;
            if (other.isBackup()) backup++;
            else active++;
        }
        String words = switch (state) {
            case STOPPED -> "DOWN";
            case STOPPING -> "stopping";
            case STARTING, RUNNING -> "UP";
        };
        String standIn = backup > 0 && active == 0 ? " Running on backup." : "";
        return (server.isBackup() ? "Backup " : "") + "Server " + server + " is " + words + reason + ". " + active
                + " active and " + backup + " backup servers " + (state == OperState.STOPPED ? "left." : "online.")
                + standIn
                + (state == OperState.STOPPED
                        ? " " + server.inFlight() + " sessions active, 0 requeued, 0 remaining in queue."
                        : " 0 sessions requeued, 0 total in queue.");
    }

    static String noServer(Backend backend) {
        return "backend " + backend + " has no server available!";
    }

    static String why(CheckResult result, long millis) {
        return result.status().words()
                + (result.status().hasCode() ? ", code: " + result.code() : "")
                + (result.detail().isEmpty() ? "" : ", info: \"" + result.detail() + "\"")
                + ", check duration: " + millis + "ms";
    }
}
