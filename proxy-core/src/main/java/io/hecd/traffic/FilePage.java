package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.http.HttpHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * `errorfile`: a whole response as it stands in a file, checked while loading. Headers about the connection are left out,
 * since the exchange decides about that; Content-Length is always sent.
 */
final class FilePage implements ErrorPage {
    private record Header(String name, String value) {}

    private final int status;
    private final byte[] reasonPhrase;
    private final byte[][] names;
    private final byte[][] values;
    private final byte[] body;

    private FilePage(int status, String reasonPhrase, List<Header> headers, byte[] body) {
        this.status = status;
        this.reasonPhrase = Ascii.bytes(reasonPhrase);
        this.names = headers.stream().map(h -> Ascii.bytes(h.name)).toArray(byte[][]::new);
        this.values = headers.stream().map(h -> Ascii.bytes(h.value)).toArray(byte[][]::new);
        this.body = body;
    }

    @Override
    public boolean fill(HttpHead response, ByteView body, Why why) {
        if (status == 0) return false;
        response.startResponse(status, reasonPhrase);
        for (int i = 0; i < names.length; i++) response.add(names[i], values[i]);
        body.set(this.body, 0, this.body.length);
        return true;
    }

    /** Empty if the file is wrong; then `problems` tells why, at the word `at`. */
    static Optional<FilePage> parse(byte[] content, Word at, Problems problems) {
        if (content.length == 0) return Optional.of(new FilePage(0, "", List.of(), content));
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int bodyAt = bodyAt(text);
        String head = bodyAt < 0 ? text : text.substring(0, bodyAt);
        String[] lines = head.split("\r?\n", 0);
        if (bodyAt < 0) return wrong(at, "has no empty line behind its headers", problems);
        if (lines.length == 0 || !lines[0].matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?"))
            return wrong(at, "does not begin with 'HTTP/1.x STATUS'", problems);
        byte[] body = java.util.Arrays.copyOfRange(content, bodyAt, content.length);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("content-length", Integer.toString(body.length)));
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]+"))
                return wrong(at, "has no header in line " + (i + 1), problems);
            String value = lines[i].substring(colon + 1).strip();
            if (name.equals("content-length") && !value.equals(Integer.toString(body.length)))
                return wrong(at, "announces " + value + " bytes and has " + body.length, problems);
            if (!isOfConnection(name)) headers.add(new Header(name, value));
        }
        String reason = lines[0].length() > 13 ? lines[0].substring(13) : "";
        return Optional.of(new FilePage(Integer.parseInt(lines[0].substring(9, 12)), reason, headers, body));
    }

    private static boolean isOfConnection(String name) {
        return switch (name) {
            case "content-length", "connection", "keep-alive", "proxy-connection", "transfer-encoding" -> true;
            default -> false;
        };
    }

    /** Where the body begins: behind the first empty line, of LF or CR LF. */
    private static int bodyAt(String text) {
        for (int at = 0; (at = text.indexOf('\n', at)) >= 0; at++) {
            if (text.startsWith("\n", at + 1)) return at + 2;
            if (text.startsWith("\r\n", at + 1)) return at + 3;
        }
        return -1;
    }

    private static Optional<FilePage> wrong(Word at, String what, Problems problems) {
        problems.error(at, "the error file " + what, "it holds a whole HTTP response, headers and body");
        return Optional.empty();
    }
}
