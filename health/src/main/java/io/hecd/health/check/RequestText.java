package io.hecd.health.check;

import io.hecd.config.model.ProxySettings.HttpCheckRequest;
import io.hecd.config.text.RawText;
import io.hecd.http.Method;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The request of an HTTP check, from `option httpchk`, the headers and body hidden behind its version (the way of 1.4),
 * and `http-check send`; written out as the twin sends it. Used while loading.
 */
final class RequestText {
    private record Header(String name, String value) {}

    private static final List<String> KNOWN = List.of("meth", "uri", "ver", "hdr", "body", "comment");

    private String method;
    private String uri;
    private String version;
    private List<Header> headers = new ArrayList<>();
    private String body = "";

    private RequestText(String method, String uri, String version) {
        this.method = method;
        this.uri = uri;
        this.version = version;
    }

    static RequestText of(HttpCheckRequest request) {
        RequestText text = new RequestText(request.method(), request.uri(), request.version());
        text.trailer(request.trailer());
        return text;
    }

    /** `\r\nHost:\ www\r\nX:\ y\r\n\r\nbody`, the old way to add headers and a body. */
    private void trailer(String trailer) {
        int end = trailer.indexOf("\r\n\r\n");
        String head = end < 0 ? trailer : trailer.substring(0, end);
        if (end >= 0) body = trailer.substring(end + 4);
        for (String line : head.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0)
                headers.add(new Header(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
        }
    }

    /** Takes a `http-check send` line in; returns its comment. Its headers replace those that were there. */
    String change(CheckWords words) {
        List<Header> own = new ArrayList<>();
        String comment = "";
        while (words.hasNext()) {
            String word = words.next().text();
            switch (word) {
                case "meth" -> method = words.argument(word).text();
                case "uri" -> uri = words.argument(word).text();
                case "ver" -> version = words.argument(word).text();
                case "hdr" ->
                    own.add(new Header(
                            words.argument(word).text(),
                            plain(words, words.argument(word).text())));
                case "body" -> body = words.argument(word).text();
                case "comment" -> comment = words.argument(word).text();
                case "uri-lf", "body-lf" -> throw words.notYet(word);
                default -> throw words.unknown("option", word, KNOWN);
            }
        }
        if (!own.isEmpty()) headers = own;
        return comment;
    }

    /** Header values are log formats: `%%` is a percent sign, and more than that is not there. */
    private static String plain(CheckWords words, String value) {
        String rest = value.replace("%%", "");
        if (rest.indexOf('%') >= 0) throw words.notYet("hdr with a log-format variable");
        return value.replace("%%", "%");
    }

    Step.Send step(int number, String comment) {
        return new Step.Send(number, comment, bytes(), asked());
    }

    private Method asked() {
        for (Method known : Method.values())
            if (known != Method.OTHER && known.name().equals(method)) return known;
        return Method.OTHER;
    }

    /** HTTP/0.9 and 1.0 as written, all else is spoken as 1.1. */
    private boolean isOld() {
        return version.equals("HTTP/1.0") || version.equals("HTTP/0.9");
    }

    private byte[] bytes() {
        byte[] content = RawText.encode(body);
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target())
                .append(' ')
                .append(isOld() ? version : "HTTP/1.1")
                .append("\r\n");
        boolean connection = false;
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            // the length is counted here, whatever was written
            if (name.equals("content-length") || name.equals("transfer-encoding")) continue;
            if (name.equals("connection")) {
                connection = true;
                if (!isOld() && header.value().equalsIgnoreCase("keep-alive")) continue;
            }
            head.append(name).append(": ").append(header.value()).append("\r\n");
        }
        if (content.length > 0 || mayHaveBody())
            head.append("content-length: ").append(content.length).append("\r\n");
        if (!isOld() && !connection) head.append("connection: close\r\n");
        head.append("\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(RawText.encode(head.toString()));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private boolean mayHaveBody() {
        Method asked = asked();
        return asked != Method.GET && asked != Method.HEAD && asked != Method.OPTIONS;
    }

    /** An absolute URI takes over the authority that a Host header gives. */
    private String target() {
        int authority = uri.indexOf("://") + 3;
        if (authority < 3 || uri.startsWith("/")) return uri;
        for (Header header : headers) {
            if (!header.name().equalsIgnoreCase("host")) continue;
            int path = uri.indexOf('/', authority);
            return uri.substring(0, authority) + header.value() + (path < 0 ? "" : uri.substring(path));
        }
        return uri;
    }
}
