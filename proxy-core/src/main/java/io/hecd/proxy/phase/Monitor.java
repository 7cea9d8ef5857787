package io.hecd.proxy.phase;

import io.hecd.bytes.Ascii;
import io.hecd.http.HttpHead;
import io.hecd.proxy.Exchange;

/** The answer to `monitor-uri` (manual 4.2): 200, this proxy is alive. */
final class Monitor {
    private static final byte[] BODY = Ascii.bytes("<html><body><h1>200 OK</h1>\nService ready.\n</body></html>\n");
    private static final byte[] CACHE_CONTROL = Ascii.bytes("cache-control");
    private static final byte[] NO_CACHE = Ascii.bytes("no-cache");
    private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
    private static final byte[] HTML = Ascii.bytes("text/html");

    private Monitor() {}

    static void answer(Exchange ex) {
        HttpHead head = ex.transaction.startAnswer(200);
        ex.transaction.answerBody(BODY, 0, BODY.length);
        head.add(CACHE_CONTROL, NO_CACHE);
        head.add(CONTENT_TYPE, HTML);
    }
}
