package io.hecd.proxy.phase;

import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.Method;
import io.hecd.http.h1.HeadParser;
import io.hecd.proxy.ConnectionHeaders;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Timings;
import io.netty.buffer.ByteBuf;

/** REQUEST: reads the head and decides its framing. */
final class ReadRequest implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public Step run(Exchange ex) {
        ByteBuf in = ex.session.wire.pending();
        if (in == null || !in.isReadable())
            return ex.session.wire.isInputShut() ? ex.end(Ending.CLIENT_CLOSED) : Step.WAIT;
        if (ex.timings.requestBegun == Timings.UNSET) {
            ex.timings.requestBegun = ex.worker.clock().nanos();
            ex.timings.requestWallMillis = ex.worker.clock().wallMillis();
            ex.session.headBegun(ex.frontend);
        }
        int before = in.readableBytes();
        int result = ex.requestParser.parse(ex.request, in);
        ex.bytesFromClient += before - in.readableBytes();
        ex.session.wire.releasePendingIfEmpty();
        if (result == HeadParser.MORE) return ex.session.wire.isInputShut() ? ex.end(Ending.CLIENT_CLOSED) : Step.WAIT;
        ex.timings.requestRead = ex.worker.clock().nanos();
        ex.counted = true;
        ex.session.count(FrontendCounter.REQUESTS, 1);
        ex.session.frontend.requestRate().add(ex.worker.number(), ex.timings.requestRead, 1);
        if (result != HeadParser.DONE) return refused(ex, result);
        return accepted(ex);
    }

    /** Logged as <BADREQ> without times, as HAProxy does: what cannot be parsed is nothing to show or to act on. */
    private static Step refused(Exchange ex, int result) {
        ex.request.reset();
        ex.timings.requestRead = Timings.UNSET;
        return ex.end(
                switch (result) {
                    case HeadParser.URI_TOO_LONG -> Ending.URI_TOO_LONG;
                    case HeadParser.TOO_LARGE -> Ending.HEAD_TOO_LARGE;
                    default -> Ending.BAD_REQUEST;
                });
    }

    private static Step accepted(Exchange ex) {
        HttpHead head = ex.request;
        ex.transaction.keepRequestLine();
        Framing framing = ex.requestFraming.ofRequest(head);
        if (framing.isRefused()) return ex.end(Ending.BAD_REQUEST);
        ex.requestDone = !framing.hasBody();
        ex.requestLeft = framing.length();
        ex.requestChunks.reset();
        ex.understood = true;
        if (head.method() == Method.CONNECT || head.method() == Method.TRACE) return ex.end(Ending.METHOD_REFUSED);
        ConnectionHeaders.readRequest(ex);
        if (ConnectionHeaders.isBroken(ex)) return ex.end(Ending.BAD_REQUEST);
        if (ex.requestDone) ex.session.disarm();
        else ex.session.arm(ex.frontend.timeoutClient);
        return Step.NEXT;
    }
}
