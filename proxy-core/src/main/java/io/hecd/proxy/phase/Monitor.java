package io.hecd.proxy.phase;

import io.hecd.acl.Condition;
import io.hecd.bytes.Ascii;
import io.hecd.http.HttpHead;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Step;
import io.hecd.traffic.Ending;

/** `monitor-uri` and `monitor fail` (manual 4.2): is this proxy alive? An exact match is answered before any rule. */
final class Monitor {
    private static final byte[] BODY = Ascii.bytes("<html><body><h1>200 OK</h1>\nService ready.\n</body></html>\n");
    private static final byte[] CACHE_CONTROL = Ascii.bytes("cache-control");
    private static final byte[] NO_CACHE = Ascii.bytes("no-cache");
    private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
    private static final byte[] HTML = Ascii.bytes("text/html");

    private Monitor() {}

    static boolean isAsked(Exchange ex) {
        byte[] uri = ex.frontend.monitorUri;
        if (uri == null) return false;
        ex.request.targetView(ex.view);
        return ex.view.contentEquals(uri);
    }

    /** Never logged. */
    static Step answer(Exchange ex) {
        ex.logged = true;
        ex.session.count(FrontendCounter.INTERCEPTED, 1);
        if (fails(ex)) return ex.end(Ending.MONITOR_FAILED);
        if (ex.frontend.errors.has(200)) ex.silent = !ex.frontend.errors.fill(ex, 200);
        else ready(ex);
        return ex.end(Ending.LOCAL);
    }

    private static boolean fails(Exchange ex) {
        for (Condition condition : ex.frontend.monitorFails) if (condition.holds(ex.transaction)) return true;
        return false;
    }

    private static void ready(Exchange ex) {
        HttpHead head = ex.transaction.startAnswer(200);
        ex.transaction.answerBody(BODY, 0, BODY.length);
        head.add(CACHE_CONTROL, NO_CACHE);
        head.add(CONTENT_TYPE, HTML);
    }
}
