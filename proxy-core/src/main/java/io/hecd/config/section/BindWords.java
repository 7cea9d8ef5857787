package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.BindSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.List;
import java.util.Optional;

/** The words of a `bind` line and of `stats socket` (manual 5.1). */
final class BindWords {
    static final Vocabulary<Settings.Builder> TABLE = table();

    private static final String TLS = "hecd has no TLS; terminate it in front, or pass it through in mode tcp";
    private static final String SOCKET = "a word of 'stats socket'";
    private static final String EPOLL = "with the epoll transport";
    private static final String LINUX = "the kernel's own choice is kept";

    private BindWords() {}

    private static Vocabulary<Settings.Builder> table() {
        var r = new Readers<Settings.Builder>(s -> s);
        return new Vocabulary<Settings.Builder>()
                .supported("", "backlog", r.integer(BindSettings.BACKLOG, "a backlog", 0, Integer.MAX_VALUE))
                .differs("", "defer-accept", EPOLL, r.flag(BindSettings.DEFER_ACCEPT))
                .differs("", "expose-fd", SOCKET, BindWords::exposeFd)
                .supported("", "gid", r.integer(BindSettings.GID, "a group number", 0, Integer.MAX_VALUE))
                .supported("", "group", r.text(BindSettings.GROUP, "a group"))
                .supported("", "id", r.integer(BindSettings.ID, "an id", 1, Integer.MAX_VALUE))
                .differs(
                        "",
                        "interface",
                        "not with the nio transport; a reload does not change it",
                        r.text(BindSettings.INTERFACE, "the name of an interface"))
                .differs("", "level", SOCKET, BindWords::level)
                .supported(
                        "", "maxconn", r.integer(BindSettings.MAXCONN, "a number of connections", 0, Integer.MAX_VALUE))
                .supported("", "mode", BindWords::mode)
                .supported("", "name", r.text(BindSettings.NAME, "a name"))
                .differs("", "severity-output", SOCKET, BindWords::severityOutput)
                .differs("", "tfo", EPOLL, r.flag(BindSettings.TFO))
                .differs("", "transparent", EPOLL, r.flag(BindSettings.TRANSPARENT))
                .supported("", "uid", r.integer(BindSettings.UID, "a user number", 0, Integer.MAX_VALUE))
                .supported("", "user", r.text(BindSettings.USER, "a user"))
                .differs(
                        "",
                        "v4v6",
                        "an address of IPv6 takes IPv4 as well, unless v6only is there",
                        r.flag(BindSettings.V4V6))
                .differs(
                        "",
                        "v6only",
                        "not with the nio transport; a reload does not change it",
                        r.flag(BindSettings.V6ONLY))
                .differs("", "proto", "only h1", BindWords::proto)
                .accepted("", "threads are shared out by hecd itself", r.skip(1), "nice", "process", "shards", "thread")
                .accepted("", LINUX, r.skip(1), "mss", "tcp-ut")
                .accepted("", "QUIC is not there", r.skip(0), "quic-force-retry")
                .accepted("", "QUIC is not there", r.skip(1), "quic-cc-algo", "quic-socket", "guid-prefix")
                .notYet("", "", r.skip(0), "accept-proxy")
                .notYet("", "", r.skip(1), "accept-netscaler-cip", "namespace", "nbconn", "label", "default-crt")
                .notYet("", TLS, r.skip(0), "ssl", "allow-0rtt", "force-sslv3", "force-tlsv10", "force-tlsv11")
                .notYet("", TLS, r.skip(0), "force-tlsv12", "force-tlsv13", "generate-certificates", "no-ca-names")
                .notYet("", TLS, r.skip(0), "no-sslv3", "no-tls-tickets", "no-tlsv10", "no-tlsv11", "no-tlsv12")
                .notYet("", TLS, r.skip(0), "no-tlsv13", "prefer-client-ciphers", "strict-sni", "no-strict-sni")
                .notYet("", TLS, r.skip(0), "tls-tickets", "no-alpn", "ech")
                .notYet("", TLS, r.skip(1), "alpn", "ca-file", "ca-ignore-err", "ca-sign-file", "ca-sign-pass")
                .notYet("", TLS, r.skip(1), "ca-verify-file", "ciphers", "ciphersuites", "crl-file", "crt")
                .notYet("", TLS, r.skip(1), "crt-ignore-err", "crt-list", "curves", "ecdhe", "npn", "ssl-max-ver")
                .notYet("", TLS, r.skip(1), "ssl-min-ver", "tls-ticket-keys", "verify", "client-sigalgs", "sigalgs")
                .notYet("", TLS, r.skip(1), "ocsp-update");
    }

    /** The words after `bind`. */
    static BindConfig read(Line line, Notes notes) {
        Word address = line.takeWord("an address");
        List<Address> addresses = AddressReader.listen(line, address);
        return new BindConfig(line.at(), addresses, words(line, notes, "on a bind line"));
    }

    static Settings words(Line line, Notes notes, String where) {
        Settings.Builder settings = Settings.builder();
        while (line.hasNext() && !line.peek().isEmpty()) {
            Word word = line.peek();
            Optional<Keyword<Settings.Builder>> keyword = TABLE.find(line);
            if (keyword.isEmpty()) throw TABLE.unknown(line, where, List.of());
            notes.about(keyword.get(), line, word);
            keyword.get().reader().read(line, settings);
        }
        return settings.build();
    }

    private static void exposeFd(Line line, Settings.Builder settings) {
        Word what = line.takeWord("'listeners'");
        if (!what.is("listeners")) throw line.error(what, "'expose-fd' only knows 'listeners'", "");
        settings.set(BindSettings.EXPOSE_FD_LISTENERS, true, line.at());
    }

    private static void level(Line line, Settings.Builder settings) {
        Word level = line.takeWord("a level");
        if (!List.of("user", "operator", "admin").contains(level.text()))
            throw line.error(level, "unknown level '" + level.text() + "'", "user, operator or admin");
        settings.set(BindSettings.LEVEL, level.text(), line.at());
    }

    private static void severityOutput(Line line, Settings.Builder settings) {
        Word form = line.takeWord("a form");
        if (!List.of("none", "number", "string").contains(form.text()))
            throw line.error(form, "unknown form '" + form.text() + "'", "none, number or string");
        settings.set(BindSettings.SEVERITY_OUTPUT, form.text(), line.at());
    }

    private static void mode(Line line, Settings.Builder settings) {
        Word mode = line.takeWord("a mode");
        int value = 0;
        for (int i = 0; i < mode.text().length(); i++) {
            int digit = mode.text().charAt(i) - '0';
            if (digit < 0 || digit > 7 || value > 0777)
                throw line.error(mode, "'" + mode.text() + "' is not a mode", "three or four octal digits, as 660");
            value = value * 8 + digit;
        }
        settings.set(BindSettings.MODE, value, line.at());
    }

    private static void proto(Line line, Settings.Builder settings) {
        Word proto = line.takeWord("a protocol");
        if (!proto.is("h1")) throw Notes.notYet(proto, "proto " + proto.text());
    }
}
