package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;
import io.hecd.http.Framing;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.ServerConnection;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;

/** RELAY: the body of the response, and the rest of the request's, until both are done. */
final class RelayBody implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.DATA;
    }

    @Override
    public Step run(Exchange ex) {
        if (ex.responseFraming.kind() == Framing.Kind.TUNNEL) return Step.NEXT;
        ServerConnection connection = ex.requireConnection();
        if (!Relay.response(ex, connection)) {
            ex.count(ServerCounter.RESPONSE_ERRORS, BackendCounter.RESPONSE_ERRORS);
            return ex.end(Ending.BAD_RESPONSE);
        }
        if (!ex.responseDone && connection.wire.isInputShut()) {
            if (ex.responseFraming.kind() != Framing.Kind.UNTIL_CLOSE || connection.failure() != null) {
                ex.count(ServerCounter.SERVER_ABORTS, BackendCounter.SERVER_ABORTS);
                return ex.end(Ending.SERVER_CLOSED_IN_DATA);
            }
            ex.responseDone = true;
        }
        if (ex.responseDone && (ex.requestDone || connection.wire.isInputShut())) return ex.end(Ending.NORMAL);
        if (ex.clientLeftEarly()) return ex.end(Ending.CLIENT_ABORTED);
        return Step.WAIT;
    }
}
