package io.hecd.proxy.phase;

import io.hecd.http.Framing;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.ConnectionHeaders;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Relay;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.netty.buffer.ByteBuf;

/** PREPARE: the backend's rules, the body if `option http-buffer-request` wants it first, and the headers for the server. */
final class Prepare implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        if (ex.served) return Serving.run(ex, plan.rules);
        if (!ex.prepared) {
            Step rules = Rules.areOwn(ex, plan) ? Rules.onRequest(ex, plan.rules) : Step.NEXT;
            if (rules == Step.NEXT && Rules.areOwn(ex, plan)) rules = Serving.run(ex, plan.rules);
            if (rules != Step.NEXT) return rules;
            if (!ConnectionHeaders.toServer(ex)) return ex.end(Ending.HEAD_TOO_LARGE);
            ex.prepared = true;
        }
        if (plan.bufferRequest && !hasBody(ex)) {
            if (ex.session.wire.isInputShut()) return ex.end(Ending.CLIENT_CLOSED);
            ConnectionHeaders.continueNow(ex);
            return Step.WAIT;
        }
        return Step.NEXT;
    }

    /** The whole body, or as much as is ever buffered (manual 4.2, option http-buffer-request). */
    private static boolean hasBody(Exchange ex) {
        if (ex.requestDone) return true;
        ByteBuf body = ex.session.wire.pending();
        if (body == null) return false;
        if (body.readableBytes() >= ex.worker.limits().headBytes()) return true;
        return ex.requestFraming.kind() == Framing.Kind.LENGTH
                ? body.readableBytes() >= ex.requestLeft
                : Relay.endsWithin(ex, body);
    }
}
