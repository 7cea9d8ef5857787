package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words of `server`, `default-server` and `server-template` lines (manual 5.2). */
final class ServerWords {
    private static final String TLS = "hecd speaks plain TCP to servers";
    private static final String MANY = "a number of connections";

    static final Vocabulary<Settings.Builder> TABLE = table();

    private ServerWords() {}

    private static Vocabulary<Settings.Builder> table() {
        var r = new Readers<Settings.Builder>(s -> s);
        int max = Integer.MAX_VALUE;
        Vocabulary<Settings.Builder> table = new Vocabulary<Settings.Builder>()
                .supported("", "addr", r.text(ServerSettings.CHECK_ADDR, "an address"))
                .supported("", "backup", r.flag(ServerSettings.BACKUP))
                .supported("", "check", r.flag(ServerSettings.CHECK))
                .inert("", "cookie", r.text(ServerSettings.COOKIE, "a value"))
                .supported("", "disabled", r.flag(ServerSettings.DISABLED))
                .supported("", "downinter", r.time(ServerSettings.DOWNINTER))
                .supported("", "enabled", r.value(ServerSettings.DISABLED, false))
                .supported("", "fall", r.integer(ServerSettings.FALL, "a number of checks", 1, max))
                .supported("", "fastinter", r.time(ServerSettings.FASTINTER))
                .supported("", "id", r.integer(ServerSettings.ID, "an id", 1, max))
                .differs("", "init-addr", "'last' finds nothing: there is no state file", ServerWords::initAddr)
                .supported("", "inter", ServerWords::inter)
                .supported("", "max-reuse", r.integer(ServerSettings.MAX_REUSE, "a number of requests", -1, max))
                .supported("", "maxconn", r.integer(ServerSettings.MAXCONN, MANY, 0, max))
                .supported("", "maxqueue", r.integer(ServerSettings.MAXQUEUE, MANY, 0, max))
                .supported("", "minconn", r.integer(ServerSettings.MINCONN, MANY, 0, max))
                .supported("", "no-backup", r.value(ServerSettings.BACKUP, false))
                .supported("", "no-check", r.value(ServerSettings.CHECK, false))
                .supported("", "on-marked-down", ServerWords::onMarkedDown)
                .supported("", "pool-low-conn", r.integer(ServerSettings.POOL_LOW_CONN, MANY, -1, max))
                .supported("", "pool-max-conn", r.integer(ServerSettings.POOL_MAX_CONN, MANY, -1, max))
                .supported("", "pool-purge-delay", r.time(ServerSettings.POOL_PURGE_DELAY))
                .supported("", "port", r.integer(ServerSettings.CHECK_PORT, "a port", 1, 65535))
                .supported("", "rise", r.integer(ServerSettings.RISE, "a number of checks", 1, max))
                .supported("", "slowstart", r.time(ServerSettings.SLOWSTART))
                .differs("", "source", "not for checks; without usesrc and interface", ServerWords::source)
                .differs("", "tcp-ut", "with the epoll transport", r.time(ServerSettings.TCP_UT))
                .supported("", "weight", r.integer(ServerSettings.WEIGHT, "a weight", 0, 256))
                .differs("", "proto", "only h1", ServerWords::proto)
                .differs("", "ws", "only auto and h1", ServerWords::webSocket);
        for (String off : List.of(
                "no-agent-check",
                "no-check-send-proxy",
                "no-check-ssl",
                "no-send-proxy",
                "no-send-proxy-v2",
                "no-tfo",
                "no-send-proxy-v2-ssl",
                "no-send-proxy-v2-ssl-cn",
                "no-ssl",
                "no-verifyhost",
                "no-ktls")) table.differs("", off, "what it switches off is never on", r.skip(0));
        return table.notYet("", "", r.skip(0), "agent-check", "check-send-proxy", "check-via-socks4", "send-proxy")
                .notYet("", "", r.skip(0), "send-proxy-v2", "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn", "tfo")
                .notYet("", "", r.skip(1), "agent-addr", "agent-inter", "agent-port", "agent-send", "check-proto")
                .notYet(
                        "",
                        "",
                        r.skip(1),
                        "check-pool-conn-name",
                        "check-reuse-pool",
                        "error-limit",
                        "guid",
                        "log-bufsize")
                .notYet(
                        "",
                        "",
                        r.skip(1),
                        "log-proto",
                        "namespace",
                        "observe",
                        "on-error",
                        "on-marked-up",
                        "pool-conn-name")
                .notYet("", "", r.skip(1), "proxy-v2-options", "redir", "resolve-net", "resolve-opts", "resolve-prefer")
                .notYet(
                        "",
                        "",
                        r.skip(1),
                        "resolvers",
                        "set-proxy-v2-tlv-fmt",
                        "socks4",
                        "track",
                        "strict-maxconn",
                        "cc")
                .accepted("", "there is no stickiness", r.skip(0), "non-stick", "stick")
                .notYet("", TLS, r.skip(0), "allow-0rtt", "check-ssl", "force-sslv3", "force-tlsv10", "force-tlsv11")
                .notYet("", TLS, r.skip(0), "force-tlsv12", "force-tlsv13", "no-check-sni-auto", "no-sni-auto")
                .notYet(
                        "",
                        TLS,
                        r.skip(0),
                        "no-ssl-reuse",
                        "no-sslv3",
                        "no-tls-tickets",
                        "no-tlsv10",
                        "no-tlsv11",
                        "renegotiate")
                .notYet(
                        "",
                        TLS,
                        r.skip(0),
                        "no-tlsv12",
                        "no-tlsv13",
                        "ssl",
                        "ssl-reuse",
                        "tls-tickets",
                        "no-renegotiate")
                .notYet("", TLS, r.skip(1), "alpn", "ca-file", "check-alpn", "check-sni", "ciphers", "ciphersuites")
                .notYet(
                        "",
                        TLS,
                        r.skip(1),
                        "client-sigalgs",
                        "crl-file",
                        "crt",
                        "curves",
                        "ktls",
                        "npn",
                        "sigalgs",
                        "sni")
                .notYet("", TLS, r.skip(1), "ssl-max-ver", "ssl-min-ver", "verify", "verifyhost", "hash-key");
    }

    /** All words of the line into `settings`. */
    static void read(Line line, Settings.Builder settings, Notes notes) {
        while (line.hasNext() && !line.peek().isEmpty()) readOne(line, settings, notes);
    }

    /** The next word, with its values. */
    static void readOne(Line line, Settings.Builder settings, Notes notes) {
        Word word = line.peek();
        Optional<Keyword<Settings.Builder>> keyword = TABLE.find(line);
        if (keyword.isEmpty()) throw TABLE.unknown(line, "on a server line", List.of());
        notes.about(keyword.get(), line, word);
        keyword.get().reader().read(line, settings);
    }

    private static void inter(Line line, Settings.Builder settings) {
        Word word = line.peek();
        long inter = line.takeTime("a time", java.util.concurrent.TimeUnit.MILLISECONDS);
        if (inter < 1) throw line.error(word, "'inter' must be at least 1 ms", "");
        settings.set(ServerSettings.INTER, inter, line.at());
    }

    private static void initAddr(Line line, Settings.Builder settings) {
        Word word = line.takeWord("a list of methods");
        List<String> methods = new ArrayList<>();
        for (String method : word.text().split(",", -1)) {
            // HAProxy passes over what is between two commas with nothing there.
            if (method.isEmpty()) continue;
            if (!List.of("last", "libc", "none").contains(method)
                    && !Networks.isIpv4(method)
                    && !Networks.isIpv6(method))
                throw line.error(
                        word, "unknown method '" + method + "' in 'init-addr'", "last, libc, none, or an IP address");
            methods.add(method);
        }
        settings.set(ServerSettings.INIT_ADDR, String.join(",", methods), line.at());
    }

    private static void onMarkedDown(Line line, Settings.Builder settings) {
        Word word = line.takeWord("an action");
        if (!word.is("shutdown-sessions"))
            throw line.error(word, "unknown action '" + word.text() + "'", "only 'shutdown-sessions' is known");
        settings.set(ServerSettings.ON_MARKED_DOWN, List.of(word.text()), line.at());
    }

    private static void source(Line line, Settings.Builder settings) {
        Word address = line.takeWord("an address");
        Address from = AddressReader.connect(line, address);
        Word next = line.peek();
        if (next.is("usesrc") || next.is("interface")) throw Notes.notYet(next, "source ... " + next.text());
        if (!(from instanceof Address.Inet inet))
            throw line.error(address, "'" + address.text() + "' is not an address to connect from", "an IP address");
        if (inet.relative() && inet.port() != 0)
            throw line.error(address, "an offset makes no sense for an address to connect from", "");
        settings.set(
                ServerSettings.SOURCE, new Address.Inet(inet.host(), inet.port(), false, inet.family()), line.at());
    }

    private static void proto(Line line, Settings.Builder settings) {
        Word proto = line.takeWord("a protocol");
        if (!proto.is("h1")) throw Notes.notYet(proto, "proto " + proto.text());
    }

    private static void webSocket(Line line, Settings.Builder settings) {
        Word way = line.takeWord("'auto' or 'h1'");
        if (way.is("h2")) throw Notes.notYet(way, "ws h2");
        if (!way.is("auto") && !way.is("h1"))
            throw line.error(way, "unknown way '" + way.text() + "'", "auto, h1 or h2");
    }
}
