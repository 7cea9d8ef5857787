package io.hecd.proxy.phase;

import io.hecd.bytes.Ascii;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.RuleSets;
import io.hecd.proxy.Service;
import io.hecd.proxy.Step;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Places;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Hands a request to a {@link Service}, the one of its proxy or one that a rule named; the exchange waits, the worker does not. */
final class Serving {
    private Serving() {}

    static Step run(Exchange ex, RuleSets rules) {
        if (ex.served) return given(ex);
        Service service = chosen(ex, rules);
        if (service == null) return Step.NEXT;
        ex.served = true;
        String method = ex.request.methodView(ex.view).toString();
        String target = ex.request.targetView(ex.view).toString();
        int at = ex.request.find(KnownHeader.AUTHORIZATION);
        String authorization = at < 0 ? "" : ex.request.valueView(at, ex.view).toString();
        long number = ex.number;
        service.answer(new Service.Query(method, target, authorization), reply -> give(ex, number, reply));
        return given(ex);
    }

    /** As in HAProxy the statistics page goes before what a rule named. */
    private static @Nullable Service chosen(Exchange ex, RuleSets rules) {
        Service own = rules.service();
        if (own != null && own.takes(ex.request.targetView(ex.view))) return own;
        String name = ex.service;
        return name == null ? null : rules.services().get(name);
    }

    /** On any thread. The exchange may be over, and another one by now. */
    private static void give(Exchange ex, long number, Service.Reply reply) {
        try {
            ex.worker.loop().execute(() -> {
                if (ex.number != number || !ex.served || ex.hasEnded()) return;
                ex.reply = reply;
                ex.advance();
            });
        } catch (RejectedExecutionException e) {
            // The process ends, and its connections with it.
        }
    }

    private static Step given(Exchange ex) {
        Service.Reply reply = ex.reply;
        if (reply == null) return Step.WAIT;
        HttpHead head = ex.transaction.startAnswer(reply.status());
        ex.transaction.answerBody(reply.body(), 0, reply.body().length);
        for (Service.Header header : reply.headers())
            if (!head.add(Ascii.bytes(header.name()), Ascii.bytes(header.value()))) return ex.end(Ending.INTERNAL);
        ex.places.server = Places.STATS_OR_LOCAL;
        if (ex.backend == null) ex.session.count(FrontendCounter.INTERCEPTED, 1);
        return ex.end(Ending.LOCAL);
    }
}
