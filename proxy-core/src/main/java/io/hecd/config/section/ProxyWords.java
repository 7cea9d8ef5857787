package io.hecd.config.section;

import io.hecd.config.model.BindConfig;
import io.hecd.config.model.LogConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The words of proxy sections (manual 4.2), except options and timeouts, which have tables of their own. */
final class ProxyWords {
    private static final int MAX = Integer.MAX_VALUE;

    static final Vocabulary<ProxyDraft> TABLE = table();

    private ProxyWords() {}

    private static Vocabulary<ProxyDraft> table() {
        var r = new Readers<ProxyDraft>(proxy -> proxy.settings);
        Keyword.Reader<ProxyDraft> rest = Vocabulary::rest;
        String table = "there are no stick tables";
        String cookies = "use 'balance source' or 'balance hash' for persistence";
        Vocabulary<ProxyDraft> words = new Vocabulary<ProxyDraft>()
                .supported("!FLB", "acl", RuleLines::acl)
                .supported("DFLb", "backlog", r.integer(ProxySettings.BACKLOG, "a backlog", 0, MAX))
                .supported("DfLB", "balance", BalanceWords::balance)
                .supported("FLb", "bind", ProxyWords::bind)
                .supported("FLb", "capture cookie", CaptureWords::cookie)
                .supported("FLb", "capture request header", CaptureWords.header("request"))
                .supported("FLb", "capture response header", CaptureWords.header("response"))
                .supported("FL", "declare capture", CaptureWords::declare)
                .supported("DLB", "default-server", ServerLines::defaults)
                .supported("DFLb", "default_backend", ProxyWords::defaultBackend)
                .differs("FLB", "description", "shown nowhere yet", r.joined(ProxySettings.DESCRIPTION))
                .supported("DFLB", "disabled", r.flag(ProxySettings.DISABLED))
                .supported("DFLB", "enabled", r.value(ProxySettings.DISABLED, false))
                .differs(
                        "DFLb",
                        "error-log-format",
                        "for requests that never became complete, as in HAProxy 2.6",
                        ProxyWords.format(ProxySettings.ERROR_LOG_FORMAT))
                .supported("DFLB", "errorfile", ErrorWords::errorFile)
                .supported("DFLB", "errorfiles", ErrorWords::group)
                .supported("DFLB", "errorloc", ErrorWords.location(302))
                .supported("DFLB", "errorloc302", ErrorWords.location(302))
                .supported("DFLB", "errorloc303", ErrorWords.location(303))
                .supported("DfLB", "fullconn", r.integer(ProxySettings.FULLCONN, "a number of connections", 0, MAX))
                .supported("DFLB", "hash-balance-factor", BalanceWords::factor)
                .supported("DfLB", "hash-type", BalanceWords::hashType)
                .supported("!FLB", "http-after-response", RuleLines.set("http-after-response"))
                .supported("DfLB", "http-check", RuleLines.check("http-check"))
                .supported("!FLB", "http-request", RuleLines.set("http-request"))
                .supported("!FLB", "http-response", RuleLines.set("http-response"))
                .supported("DfLB", "http-reuse", BalanceWords::reuse)
                .supported("FLB", "id", ProxyWords::id)
                .option("DFLB", "log", ProxyWords::log, ProxyWords::noLog)
                .supported("DFLb", "log-format", LogFormats::custom)
                .supported("DFLb", "log-format-sd", ProxyWords.format(ProxySettings.LOG_FORMAT_SD))
                .supported("DFLB", "log-tag", r.text(ProxySettings.LOG_TAG, "a tag"))
                .supported("DFLb", "maxconn", r.integer(ProxySettings.MAXCONN, "a number of connections", 0, MAX))
                .supported("DFLB", "mode", ProxyWords::mode)
                .supported("FLb", "monitor fail", RuleLines.condition("monitor fail"))
                .supported("DFLb", "monitor-uri", r.text(ProxySettings.MONITOR_URI, "a URI"))
                .supported(
                        "DFLb", "rate-limit sessions", r.integer(ProxySettings.RATE_LIMIT_SESSIONS, "a rate", 0, MAX))
                .supported("FLB", "redirect", RuleLines.set("redirect"))
                .supported("DfLB", "retries", r.integer(ProxySettings.RETRIES, "a number of retries", 0, MAX))
                .supported("DLB", "retry-on", RetryWords::retryOn)
                .supported("LB", "server", ServerLines::server)
                .supported("LB", "server-template", ServerLines::template)
                .supported("DfLB", "tcp-check", RuleLines.check("tcp-check"))
                .supported("!FL", "tcp-request connection", RuleLines.set("tcp-request connection"))
                .supported("!FLB", "tcp-request content", RuleLines.set("tcp-request content"))
                .supported("!FLB", "tcp-request inspect-delay", r.time(ProxySettings.TCP_REQUEST_DELAY))
                .supported("!FL", "tcp-request session", RuleLines.set("tcp-request session"))
                .supported("!LB", "tcp-response content", RuleLines.set("tcp-response content"))
                .differs(
                        "!LB",
                        "tcp-response inspect-delay",
                        "in mode http rules see the whole head without it; WAIT_END does not wait",
                        r.time(ProxySettings.TCP_RESPONSE_DELAY))
                .supported("DFLB", "unique-id-format", ProxyWords.format(ProxySettings.UNIQUE_ID_FORMAT))
                .supported("DFLB", "unique-id-header", r.text(ProxySettings.UNIQUE_ID_HEADER, "the name of a header"))
                .supported("FLb", "use_backend", RuleLines.set("use_backend"))
                .accepted("DFLB", "hecd is one process, see 'nbthread'", rest, "bind-process")
                .accepted("DFLb", "the kernel's settings hold", rest, "clitcpka-cnt", "clitcpka-idle", "clitcpka-intvl")
                .accepted("DfLB", "the kernel's settings hold", rest, "srvtcpka-cnt", "srvtcpka-idle", "srvtcpka-intvl")
                .accepted("DfLB", "a reload keeps the state of servers by itself", rest, "load-server-state-from-file")
                .accepted("DfLB", "a reload keeps the state of servers by itself", rest, "server-state-file-name")
                .accepted("DfLB", "idle connections are chosen by 'http-reuse' alone", rest, "max-keep-alive-queue")
                .accepted("DfLB", "idle connections are chosen by 'http-reuse' alone", rest, "max-session-srv-conns")
                .accepted("DFLB", "it only names the proxy for dynamic updates", rest, "guid")
                .notYet("DFLB", "", rest, "compression", "dispatch", "email-alert from")
                .notYet("DFLB", "", rest, "email-alert level", "email-alert mailers", "email-alert myhostname")
                .notYet("DFLB", "", rest, "email-alert to", "external-check command", "external-check path")
                .notYet(
                        "DFLB",
                        "",
                        rest,
                        "filter",
                        "filter-sequence",
                        "http-error",
                        "http-send-name-header",
                        "log-steps")
                .notYet("DFLB", "", rest, "max-session-srv-conns-per-proxy", "source", "transparent", "use-fcgi-app")
                .notYet(
                        "DFLB",
                        "",
                        rest,
                        "use-server",
                        "persist rdp-cookie",
                        "force-persist",
                        "ignore-persist",
                        "quic-initial")
                .notYet("DFLB", "", rest, "hash-preserve-affinity", "force-be-switch", "use-small-buffers")
                .notYet("DFLB", cookies, rest, "appsession-cookie", "cookie", "dynamic-cookie-key")
                .notYet("DFLB", table, rest, "stick match", "stick on", "stick store-request", "stick store-response")
                .notYet("DFLB", table, rest, "stick-table");
        ProxyOptions.addTo(words);
        ProxyTimeouts.addTo(words);
        StatsWords.addTo(words);
        LegacyWords.addTo(words);
        return words;
    }

    static boolean knowsFirst(String word) {
        return word.equals("no") || word.equals("default") || TABLE.knowsFirst(word);
    }

    /** One line of a proxy section. @param sectionNames for the hint when the keyword is unknown */
    static void read(Line line, ProxyDraft proxy, Collection<String> sectionNames) {
        Word start = line.peek();
        boolean off = start.is("no") || start.is("default");
        if (off) line.next();
        Word word = line.peek();
        if (word.isEmpty()) throw line.error(word, "'" + start.text() + "' needs a keyword", "");
        Optional<Keyword<ProxyDraft>> found = TABLE.find(line);
        if (found.isEmpty()) {
            if (!off && GlobalWords.TABLE.find(line).isPresent())
                throw line.error(
                        "unknown-keyword",
                        word,
                        "'" + word.text() + "' does not belong into " + proxy.title(),
                        "it goes into section 'global'");
            throw TABLE.unknown(line, "in " + proxy.title(), sectionNames);
        }
        Keyword<ProxyDraft> keyword = found.get();
        if (off && keyword.off().isEmpty())
            throw line.error(
                    start,
                    "'" + start.text() + "' cannot stand before '" + keyword.name() + "'",
                    "it goes with 'log' and with the options that can be switched");
        checkPlace(keyword, line, word, proxy);
        proxy.whole.notes().about(keyword, line, word);
        if (keyword.status() != Status.SUPPORTED && keyword.status() != Status.LEGACY) return;
        (off ? keyword.off().orElseThrow() : keyword.reader()).read(line, proxy);
        line.expectEnd();
    }

    private static void checkPlace(Keyword<ProxyDraft> keyword, Line line, Word word, ProxyDraft proxy) {
        if (keyword.isAtHome(proxy.kind, proxy.isNamed())) return;
        String name = "'" + keyword.name() + "'";
        if (keyword.isIgnored(proxy.kind)) {
            proxy.whole
                    .problems()
                    .add(new Problem(
                            Severity.WARNING,
                            "ignored",
                            word.at(),
                            word.length(),
                            name + " has no effect in " + proxy.title(),
                            "it belongs into " + homes(keyword)));
            return;
        }
        String hint = "it belongs into " + homes(keyword);
        if (proxy.isDefaults() && keyword.onlyInNamedDefaults())
            hint = "give the section a name, as in 'defaults web', and refer to it with 'from web'";
        throw line.error("misplaced", word, name + " is not allowed in " + proxy.title(), hint);
    }

    static String homes(Keyword<?> keyword) {
        List<String> homes = new ArrayList<>();
        for (ProxyKind kind : ProxyKind.values())
            if (keyword.isAtHome(kind, false)) homes.add(kind.name().toLowerCase(java.util.Locale.ROOT));
        return String.join(", ", homes);
    }

    private static void bind(Line line, ProxyDraft proxy) {
        BindConfig bind = BindWords.read(line, proxy.whole.notes());
        proxy.binds.add(bind);
    }

    private static void defaultBackend(Line line, ProxyDraft proxy) {
        Word name = line.takeWord("the name of a backend");
        proxy.settings.set(ProxySettings.DEFAULT_BACKEND, name.text(), name.at());
    }

    private static void id(Line line, ProxyDraft proxy) {
        Word word = line.peek();
        int id = (int) line.takeInteger("an id", 1, MAX);
        for (ProxyDraft other : proxy.whole.proxies)
            if (other != proxy && other.id == id)
                throw line.error(
                        "duplicate-id",
                        word,
                        "id " + id + " is already that of " + other.title(),
                        "at " + other.opening.at());
        proxy.id = id;
    }

    private static void mode(Line line, ProxyDraft proxy) {
        Word mode = line.takeWord("'http' or 'tcp'");
        switch (mode.text()) {
            case "http" -> proxy.settings.set(ProxySettings.MODE, ProxySettings.Mode.HTTP, line.at());
            case "tcp" -> proxy.settings.set(ProxySettings.MODE, ProxySettings.Mode.TCP, line.at());
            case "health" -> throw LegacyWords.modeHealth(line, mode);
            case "log", "spop", "peers", "cli", "syslog", "haterm" -> throw Notes.notYet(mode, "mode " + mode.text());
            default -> throw line.error(mode, "unknown mode '" + mode.text() + "'", "http or tcp");
        }
    }

    private static void log(Line line, ProxyDraft proxy) {
        List<LogConfig> logs = new ArrayList<>(proxy.settings.get(ProxySettings.LOGS));
        if (line.accept("global")) logs.addAll(proxy.whole.globalLogs);
        else logs.add(LogLine.read(line));
        proxy.settings.set(ProxySettings.LOGS, List.copyOf(logs), line.at());
    }

    private static void noLog(Line line, ProxyDraft proxy) {
        proxy.settings.set(ProxySettings.LOGS, List.of(), line.at());
    }

    /** A log format is one word; quotes keep its spaces. */
    static Keyword.Reader<ProxyDraft> format(io.hecd.config.model.Setting<String> setting) {
        return (line, proxy) -> proxy.settings.set(setting, formatText(line), line.at());
    }

    static String formatText(Line line) {
        Word word = line.takeWord("a format");
        if (!line.peek().isEmpty()) throw moreWords(line);
        return word.text();
    }

    private static Mistake moreWords(Line line) {
        return line.error(
                line.peek(),
                "unexpected word '" + line.peek().text() + "' after the format",
                "put the whole format in double quotes");
    }
}
