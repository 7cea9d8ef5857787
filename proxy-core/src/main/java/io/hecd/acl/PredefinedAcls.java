package io.hecd.acl;

import io.hecd.config.text.Word;
import io.hecd.names.LoadTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The ACLs that need not be declared (manual 7.4). A declared one of the same name takes the place of it. */
@LoadTime
final class PredefinedAcls {
    static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("FALSE", "always_false"),
            Map.entry("HTTP", "req.proto_http"),
            Map.entry("HTTP_1.0", "req.ver 1.0"),
            Map.entry("HTTP_1.1", "req.ver 1.1"),
            Map.entry("HTTP_2.0", "req.ver 2.0"),
            Map.entry("HTTP_CONTENT", "req.hdr_val(content-length) gt 0"),
            Map.entry("HTTP_URL_ABS", "url_reg ^[^/:]*://"),
            Map.entry("HTTP_URL_SLASH", "url_beg /"),
            Map.entry("HTTP_URL_STAR", "url *"),
            Map.entry("LOCALHOST", "src 127.0.0.1/8 ::1"),
            Map.entry("METH_CONNECT", "method CONNECT"),
            Map.entry("METH_DELETE", "method DELETE"),
            Map.entry("METH_GET", "method GET HEAD"),
            Map.entry("METH_HEAD", "method HEAD"),
            Map.entry("METH_OPTIONS", "method OPTIONS"),
            Map.entry("METH_POST", "method POST"),
            Map.entry("METH_PUT", "method PUT"),
            Map.entry("METH_TRACE", "method TRACE"),
            Map.entry("TRUE", "always_true"),
            Map.entry("WAIT_END", "wait_end"));

    /** In the manual's table, but the fetches they stand on are not there yet. */
    static final List<String> ABSENT = List.of("RDP_COOKIE", "REQ_CONTENT");

    private PredefinedAcls() {}

    static List<Word> words(String name) {
        return Arrays.stream(LINES.getOrDefault(name, "").split(" "))
                .map(Word::of)
                .toList();
    }
}
