package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.ConnectionMode;
import io.hecd.config.model.ProxySettings.ForwardFor;
import io.hecd.config.model.ProxySettings.HttpCheckRequest;
import io.hecd.config.model.Setting;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.Optional;

/** The `option` rows (manual 4.2). */
final class ProxyOptions {
    private final Vocabulary<ProxyDraft> words;
    private final Readers<ProxyDraft> readers = new Readers<>(proxy -> proxy.settings);

    private ProxyOptions(Vocabulary<ProxyDraft> words) {
        this.words = words;
    }

    static void addTo(Vocabulary<ProxyDraft> words) {
        ProxyOptions options = new ProxyOptions(words);
        options.switches();
        options.withArguments();
        options.others();
    }

    private void switches() {
        flag("DfLB", ProxySettings.ABORTONCLOSE);
        flag("DFLb", ProxySettings.ACCEPT_INVALID_REQUEST);
        flag("DfLB", ProxySettings.ACCEPT_INVALID_RESPONSE);
        flag("DfLB", ProxySettings.ALLBACKUPS);
        flag("DFLb", ProxySettings.CLITCPKA);
        flag("DFLb", ProxySettings.DONTLOG_NORMAL);
        flag("DFLb", ProxySettings.DONTLOGNULL);
        words.with(new Keyword<>(
                ProxySettings.ERROR_REASON.name(),
                Status.SUPPORTED,
                "DFLB",
                readers.flag(ProxySettings.ERROR_REASON),
                Optional.of(readers.value(ProxySettings.ERROR_REASON, false)),
                "hecd's own, and on: with `no`, built-in error pages tell neither reason nor id"));
        flag("DFLB", ProxySettings.HTTP_BUFFER_REQUEST);
        flag("DFLb", ProxySettings.HTTP_IGNORE_PROBES);
        flag("DFLB", ProxySettings.HTTP_NO_DELAY);
        flag("DfLB", ProxySettings.HTTP_PRETEND_KEEPALIVE);
        flag("DfLB", ProxySettings.LOG_HEALTH_CHECKS);
        flag("DFLb", ProxySettings.LOG_SEPARATE_ERRORS);
        flag("DFLb", ProxySettings.LOGASAP);
        flag("DFLB", ProxySettings.NOLINGER);
        flag("DFLb", ProxySettings.SOCKET_STATS);
        flag("DfLB", ProxySettings.SRVTCPKA);
        mode("option http-keep-alive", ConnectionMode.KEEP_ALIVE);
        mode("option http-server-close", ConnectionMode.SERVER_CLOSE);
        mode("option httpclose", ConnectionMode.CLOSE);
    }

    private void withArguments() {
        words.supported("DFLB", "option forwardfor", address(ProxySettings.FORWARDFOR, "X-Forwarded-For", true))
                .supported("DFLB", "option originalto", address(ProxySettings.ORIGINALTO, "X-Original-To", false))
                .option("DfLB", "option redispatch", RetryWords::redispatch, RetryWords::noRedispatch)
                .differs("DFLB", "option httplog", JSON, LogFormats::http)
                .differs("DFLB", "option tcplog", JSON, LogFormats::tcp)
                .supported("DfLB", "option httpchk", ProxyOptions::httpCheck)
                .supported("DfLB", "option tcp-check", readers.value(ProxySettings.CHECK_KIND, "tcp-check"))
                .supported("DFLB", "option tcpka", ProxyOptions::keepAlive);
    }

    private void others() {
        Keyword.Reader<ProxyDraft> rest = Vocabulary::rest;
        words.acceptedOption("DFLb", "bytes are counted when an exchange ends", "option contstats")
                .acceptedOption("DFLb", "there is no HTTP/2", "option disable-h2-upgrade")
                .acceptedOption("DFLb", "a soft stop closes idle connections", "option idle-close-on-response")
                .acceptedOption("DFLb", "HAProxy 2.6 does nothing by it either", "option http-use-proxy-header")
                .acceptedOption("DFLB", "what is sent refreshes the timeouts as well", "option independent-streams")
                .acceptedOption("DfLB", "there are no cookies to persist by", "option persist")
                .acceptedOption("DFLB", "bulk data is moved by large reads instead", "option splice-auto")
                .acceptedOption("DFLB", "bulk data is moved by large reads instead", "option splice-request")
                .acceptedOption("DFLB", "bulk data is moved by large reads instead", "option splice-response")
                .acceptedOption("DFLb", "the transport decides", "option tcp-smart-accept")
                .acceptedOption("DfLB", "the transport decides", "option tcp-smart-connect")
                .acceptedOption(
                        "DfLB", "idle connections are chosen by 'http-reuse' alone", "option prefer-last-server")
                .acceptedOption("DFLB", "trailers are passed on", "option http-drop-request-trailers")
                .acceptedOption("DFLB", "trailers are passed on", "option http-drop-response-trailers")
                .acceptedOption("DFLB", "it is how HAProxy 2 and later work inside", "option http-use-htx")
                .acceptedOption("DFLB", "headers go out as they came in", "option h1-case-adjust-bogus-client")
                .acceptedOption("DFLB", "headers go out as they came in", "option h1-case-adjust-bogus-server")
                .notYet(
                        "DFLB",
                        "",
                        rest,
                        "option checkcache",
                        "option transparent",
                        "option http-restrict-req-hdr-names")
                .notYet("DFLB", "there is no TLS", rest, "option httpslog", "option ssl-hello-chk")
                .notYet("DFLB", CHECKS, rest, "option external-check", "option ldap-check", "option mysql-check")
                .notYet("DFLB", CHECKS, rest, "option pgsql-check", "option redis-check", "option smtpchk")
                .notYet("DFLB", CHECKS, rest, "option spop-check")
                .notYet("DFLB", "", rest, "option accept-unsafe-violations-in-http-request")
                .notYet("DFLB", "", rest, "option accept-unsafe-violations-in-http-response");
    }

    private static final String JSON = "works; `json` behind it is hecd's own (docs/json-log.md)";
    private static final String CHECKS = "'option tcp-check' can do the same with a few lines";

    private void flag(String places, Setting<Boolean> setting) {
        words.option(places, setting.name(), readers.flag(setting), readers.value(setting, false));
    }

    /** The three modes replace each other; `no` only takes back the one that is on. */
    private void mode(String name, ConnectionMode mode) {
        words.option("DFLB", name, readers.value(ProxySettings.CONNECTION_MODE, mode), (line, proxy) -> {
            if (proxy.settings.get(ProxySettings.CONNECTION_MODE) == mode)
                proxy.settings.set(ProxySettings.CONNECTION_MODE, ConnectionMode.KEEP_ALIVE, line.at());
        });
    }

    private static void keepAlive(Line line, ProxyDraft proxy) {
        if (proxy.kind.hasFrontend() || proxy.isDefaults()) proxy.settings.set(ProxySettings.CLITCPKA, true, line.at());
        if (proxy.kind.hasBackend() || proxy.isDefaults()) proxy.settings.set(ProxySettings.SRVTCPKA, true, line.at());
    }

    private static Keyword.Reader<ProxyDraft> address(Setting<ForwardFor> setting, String header, boolean mayBeAbsent) {
        return (line, proxy) -> {
            String name = header;
            String except = "";
            boolean ifNone = false;
            while (!line.peek().isEmpty()) {
                Word word = line.next();
                if (word.is("except")) except = network(line);
                else if (word.is("header")) name = line.take("the name of a header");
                else if (word.is("if-none") && mayBeAbsent) ifNone = true;
                else
                    throw line.error(
                            word,
                            "unknown word '" + word.text() + "' for '" + setting.name() + "'",
                            mayBeAbsent ? "except, header or if-none" : "except or header");
            }
            proxy.settings.set(setting, new ForwardFor(name, except, ifNone), line.at());
        };
    }

    private static String network(Line line) {
        Word word = line.takeWord("a network");
        if (!Networks.isNetwork(word.text()))
            throw line.error(word, "'" + word.text() + "' is not a network", "as in 127.0.0.0/8 or fd00::/8");
        return word.text();
    }

    /** Nothing, `URI`, `METHOD URI`, or `METHOD URI VERSION`; the old form hides headers behind the version. */
    private static void httpCheck(Line line, ProxyDraft proxy) {
        HttpCheckRequest usual = ProxySettings.HTTPCHK.fallback();
        String first = line.next().text();
        HttpCheckRequest request = usual;
        if (!first.isEmpty() && line.peek().isEmpty()) {
            request = new HttpCheckRequest(usual.method(), first, usual.version(), "");
        } else if (!first.isEmpty()) {
            String uri = line.next().text();
            Word third = line.peek();
            String version = third.isEmpty() ? usual.version() : line.next().text();
            int end = version.indexOf('\r');
            if (end < 0) end = version.indexOf('\n');
            String trailer = end < 0 ? "" : version.substring(end);
            if (end >= 0) {
                version = version.substring(0, end);
                line.warning(
                        third,
                        "headers hidden behind the HTTP version are the old way",
                        "write them as 'http-check send meth " + first + " uri " + uri + " ver " + version
                                + " hdr NAME VALUE'");
            }
            request = new HttpCheckRequest(first, uri, version, trailer);
        }
        InheritedRules.forgetChecks(proxy);
        proxy.settings.set(ProxySettings.CHECK_KIND, "http", line.at());
        proxy.settings.set(ProxySettings.HTTPCHK, request, line.at());
    }
}
