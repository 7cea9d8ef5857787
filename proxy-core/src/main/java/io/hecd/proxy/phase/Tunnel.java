package io.hecd.proxy.phase;

import io.hecd.log.Moment;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.ServerConnection;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;

/** TUNNEL: bytes both ways: `mode tcp`, or http after a 101. Each direction ends by itself; the exchange when both have. */
final class Tunnel implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.DATA;
    }

    @Override
    public Step run(Exchange ex) {
        ServerConnection connection = ex.requireConnection();
        if (!ex.tunnel) {
            Step rules = ex.isHttp()
                    ? Step.NEXT
                    : Rules.onResponse(ex, ex.requireBackend().rules.tcpResponse());
            if (rules != Step.NEXT) return rules;
            begin(ex);
        }
        Relay.request(ex);
        Relay.tunnelled(ex, connection);
        boolean clientEnded = ex.session.wire.isInputShut();
        boolean serverEnded = connection.wire.isInputShut();
        if (connection.failure() != null) return ex.end(Ending.SERVER_CLOSED_IN_DATA);
        if (clientEnded) connection.wire.shutOutput();
        if (serverEnded) ex.session.wire.shutOutput();
        // Half-closing is for TCP: after an upgrade, the end of the server is the end, as in HAProxy.
        if (serverEnded && ex.isHttp()) return ex.end(Ending.NORMAL);
        if (serverEnded && clientEnded && ex.serverFlushed()) return ex.end(Ending.NORMAL);
        if (clientEnded || serverEnded) Relay.armTunnel(ex);
        connection.wire.flush();
        return Step.WAIT;
    }

    private static void begin(Exchange ex) {
        ex.tunnel = true;
        ex.requestSent = true;
        ex.responseStarted = true;
        if (!ex.isHttp()) ex.reached(Moment.RESPONSE);
        Relay.armTunnel(ex);
    }
}
