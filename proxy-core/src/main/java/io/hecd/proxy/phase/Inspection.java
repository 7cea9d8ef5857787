package io.hecd.proxy.phase;

import io.hecd.http.h1.HeadParser;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Step;
import io.hecd.rule.RuleSet;
import io.netty.buffer.ByteBuf;

/**
 * `tcp-request content` of one proxy (manual 4.2): its rules, which may wait for `tcp-request inspect-delay` when they ask for
 * what has not come. In mode tcp the bytes are looked at, without being taken, for a request that they may be.
 */
final class Inspection {
    private Inspection() {}

    static Step run(Exchange ex, RuleSet rules, long delayMillis) {
        if (rules.isEmpty()) return Step.NEXT;
        boolean over = delayMillis == 0 || ex.inspecting && !ex.attempts.pausing || nothingMoreComes(ex);
        if (!ex.isHttp()) ex.awaitsRequest = !isSettled(ex);
        ex.inspected = !over;
        Step step = Rules.onRequest(ex, rules);
        ex.inspected = false;
        if (step == Step.WAIT) {
            begin(ex, delayMillis);
            return step;
        }
        if (ex.inspecting) {
            ex.inspecting = ex.attempts.pausing = false;
            ex.disarmServer();
        }
        return step;
    }

    private static boolean nothingMoreComes(Exchange ex) {
        ByteBuf in = ex.session.wire.pending();
        return ex.session.wire.isInputShut()
                || in != null && in.readableBytes() >= ex.worker.limits().headBytes();
    }

    private static void begin(Exchange ex, long delayMillis) {
        if (ex.inspecting) return;
        ex.inspecting = ex.attempts.pausing = true;
        ex.armServer(delayMillis);
    }

    /** Whether it is known if the bytes are a request; if they are one, its head is there then. */
    private static boolean isSettled(Exchange ex) {
        if (ex.request.isRequest()) return true;
        ByteBuf in = ex.session.wire.pending();
        if (in == null) return false;
        ex.requestParser.reset();
        int result = ex.requestParser.parse(ex.request, in.duplicate());
        if (result == HeadParser.DONE) return true;
        ex.request.reset();
        ex.requestParser.reset();
        return result != HeadParser.MORE;
    }
}
