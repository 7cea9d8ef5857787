package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;

/**
 * The built-in page of a status: head as the twin's, body with the reason in words and an id to ask an operator about, as
 * HTML, JSON or text. Without them for who wrote `no option error-reason`.
 */
final class BuiltInPage implements ErrorPage {
    static final byte[] CACHE_CONTROL = Ascii.bytes("cache-control");
    static final byte[] NO_CACHE = Ascii.bytes("no-cache");
    static final byte[] CONTENT_LENGTH = Ascii.bytes("content-length");
    static final byte[] ZERO = Ascii.bytes("0");
    private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
    private static final byte[] SPACE = Ascii.bytes(" ");

    private static final TreeMap<Integer, BuiltInPage> ALL = new TreeMap<>();

    static {
        for (String row : new String[] {
            "200 OK",
            "400 Bad request",
            "401 Unauthorized",
            "403 Forbidden",
            "404 Not Found",
            "405 Method Not Allowed",
            "407 Unauthorized",
            "408 Request Time-out",
            "410 Gone",
            "413 Payload Too Large",
            "414 URI Too Long",
            "421 Misdirected Request",
            "422 Unprocessable Content",
            "425 Too Early",
            "429 Too Many Requests",
            "431 Request Header Fields Too Large",
            "500 Internal Server Error",
            "501 Not Implemented",
            "502 Bad Gateway",
            "503 Service Unavailable",
            "504 Gateway Time-out",
        }) {
            BuiltInPage page = new BuiltInPage(Integer.parseInt(row.substring(0, 3)), row.substring(4));
            ALL.put(page.status, page);
        }
    }

    private static final BuiltInPage INTERNAL = of(500);

    private final int status;
    private final String phrase;
    private final byte[] reasonPhrase;

    private BuiltInPage(int status, String reasonPhrase) {
        this.status = status;
        this.phrase = reasonPhrase;
        this.reasonPhrase = Ascii.bytes(reasonPhrase);
    }

    /** Of a status without a page: that of 500. */
    static BuiltInPage of(int status) {
        return ALL.getOrDefault(status, INTERNAL);
    }

    static boolean isKnown(int status) {
        return ALL.containsKey(status);
    }

    static Set<Integer> known() {
        return ALL.keySet();
    }

    /** An error may cost the bytes of its page: they live until they are sent. */
    @Override
    public boolean fill(HttpHead response, ByteView body, Why why) {
        byte[] page = Ascii.bytes(why.isTold() ? told(why) : bare(why.format()));
        body.set(page, 0, page.length);
        response.startResponse(status, reasonPhrase);
        response.add(CONTENT_LENGTH, Ascii.bytes(Integer.toString(page.length)));
        response.add(CACHE_CONTROL, NO_CACHE);
        response.add(CONTENT_TYPE, why.format().type);
        if (why.isTold())
            response.add(ErrorPages.REASON_HEADER, join(Ascii.bytes(why.ending().code()), SPACE, why.id()));
        return true;
    }

    /** Nothing in it needs escaping: all words are hecd's own. */
    private String told(Why why) {
        String code = why.ending().code();
        String reason = why.ending().reason();
        String id = new String(why.id(), StandardCharsets.ISO_8859_1);
        return switch (why.format()) {
            case HTML ->
                "<html><body><h1>" + status + " " + phrase + "</h1>\n<p>" + reason + "</p>\n<p><small>Reason: " + code
                        + ". Id: " + id + "</small></p>\n</body></html>\n";
            case JSON ->
                "{\"status\":" + status + ",\"error\":\"" + phrase + "\",\"reason\":\"" + code + "\",\"message\":\""
                        + reason + "\",\"id\":\"" + id + "\"}\n";
            case TEXT -> status + " " + phrase + "\n" + reason + "\nReason: " + code + ". Id: " + id + "\n";
        };
    }

    private String bare(PageFormat format) {
        return switch (format) {
            case HTML -> "<html><body><h1>" + status + " " + phrase + "</h1>\n</body></html>\n";
            case JSON -> "{\"status\":" + status + ",\"error\":\"" + phrase + "\"}\n";
            case TEXT -> status + " " + phrase + "\n";
        };
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) length += part.length;
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
