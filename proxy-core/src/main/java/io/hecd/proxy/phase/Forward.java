package io.hecd.proxy.phase;

import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.ServerConnection;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;

/** FORWARD: the head goes out, with what has come of the body; the rest follows by itself as it arrives. */
final class Forward implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.HEADERS;
    }

    @Override
    public Step run(Exchange ex) {
        ServerConnection connection = ex.requireConnection();
        ex.requestSent = true;
        ex.timedOut = false;
        Relay.requestHead(ex, connection);
        Relay.request(ex);
        if (ex.hasEnded()) return Step.TURN;
        connection.wire.flush();
        if (ex.requestDone) Relay.waitForServer(ex);
        return Step.NEXT;
    }
}
