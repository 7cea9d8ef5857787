package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;
import io.hecd.http.Framing;
import io.hecd.http.h1.HeadParser;
import io.hecd.log.Moment;
import io.hecd.proxy.ConnectionHeaders;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Outcomes;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.ServerConnection;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Timings;
import io.netty.buffer.ByteBuf;

/** RESPONSE: reads heads until the final one, passes 1xx on, applies http-response rules, sends the head to the client. */
final class ReadResponse implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.HEADERS;
    }

    @Override
    public Step run(Exchange ex) {
        ServerConnection connection = ex.requireConnection();
        while (true) {
            ByteBuf in = connection.wire.pending();
            int result = HeadParser.MORE;
            if (in != null && in.isReadable()) {
                result = ex.responseParser.parse(ex.response, in);
                connection.wire.releasePendingIfEmpty();
            }
            if (result == HeadParser.MORE) return incomplete(ex, connection);
            if (result != HeadParser.DONE) return broken(ex);
            Framing framing = ex.responseFraming.ofResponse(ex.response, ex.request.method(), ex.upgradeAsked);
            if (framing.isRefused()) return broken(ex);
            if (ex.response.status() >= 200 || ex.response.status() == 101) return complete(ex, connection, framing);
            interim(ex);
        }
    }

    private static Step incomplete(Exchange ex, ServerConnection connection) {
        if (ex.timedOut) {
            ex.timedOut = false;
            ex.count(ServerCounter.RESPONSE_ERRORS, BackendCounter.RESPONSE_ERRORS);
            return ex.attempts.failed(Ending.SERVER_TIMEOUT, Lifecycle.ASSIGN);
        }
        if (connection.wire.isInputShut()) {
            boolean silent = ex.responseParser.isIdle();
            boolean retriable = silent && connection.uses() > 0;
            if (!retriable) ex.count(ServerCounter.RESPONSE_ERRORS, BackendCounter.RESPONSE_ERRORS);
            return ex.attempts.failed(
                    silent ? Ending.SERVER_CLOSED : Ending.SERVER_CLOSED_IN_HEADERS, Lifecycle.ASSIGN);
        }
        if (ex.clientLeftEarly()) return ex.abortedInBody();
        boolean left = ex.session.wire.isInputShut() && ex.requireBackend().abortOnClose;
        return left ? ex.end(Ending.CLIENT_ABORTED) : Step.WAIT;
    }

    private static Step broken(Exchange ex) {
        ex.count(ServerCounter.RESPONSE_ERRORS, BackendCounter.RESPONSE_ERRORS);
        return ex.attempts.failed(Ending.BAD_RESPONSE, Lifecycle.ASSIGN);
    }

    /** 100, 103 and the like go to a client that understands them (RFC 9110 15.2: never to HTTP/1.0). */
    private static void interim(Exchange ex) {
        Outcomes.answered(ex, ex.response.status());
        if (ex.request.minorVersion() >= 1) {
            ByteBuf out = ex.session.wire.buffer(ex.response.sizeOnWire());
            ex.response.writeTo(out);
            ex.bytesToClient += out.readableBytes();
            ex.session.wire.write(out);
            ex.session.wire.flush();
        }
        ex.response.reset();
        ex.responseParser.reset();
    }

    private static Step complete(Exchange ex, ServerConnection connection, Framing framing) {
        ex.timings.responseRead = ex.worker.clock().nanos();
        if (ex.requireBackend().retryOn.anyStatus()
                && ex.requireBackend().retryOn.status(ex.response.status())
                && ex.attempts.maySendAgain()) return ex.attempts.sendAgain(Lifecycle.ASSIGN);
        Outcomes.answered(ex, ex.response.status());
        ex.disarmServer();
        ex.responseLeft = framing.length();
        ex.responseDone = framing.kind() == Framing.Kind.NONE;
        ex.responseChunks.reset();
        ConnectionHeaders.readResponse(ex);
        ex.transaction.captureResponse();
        Step rules = Rules.onResponse(ex);
        if (rules != Step.NEXT) {
            // The answer in its place was not the server's: the log has no time for it.
            ex.timings.responseRead = Timings.UNSET;
            ex.dropConnection();
            return rules;
        }
        ConnectionHeaders.toClient(ex);
        ex.status = ex.response.status();
        ex.responseStarted = true;
        boolean tunnel = framing.kind() == Framing.Kind.TUNNEL;
        if (!tunnel && ex.requestDone) ex.session.disarm();
        Relay.responseHead(ex, connection);
        if (!tunnel && !ex.responseDone) ex.armServer(ex.requireBackend().timeoutServer);
        ex.reached(Moment.RESPONSE);
        return Step.NEXT;
    }
}
