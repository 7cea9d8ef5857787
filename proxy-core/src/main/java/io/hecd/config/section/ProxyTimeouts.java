package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Setting;
import io.hecd.config.text.Line;
import java.util.concurrent.TimeUnit;

/** The `timeout` rows (manual 4.2). */
final class ProxyTimeouts {
    private ProxyTimeouts() {}

    static void addTo(Vocabulary<ProxyDraft> words) {
        words.supported("DfLB", "timeout check", timeout(ProxySettings.TIMEOUT_CHECK))
                .supported("DFLb", "timeout client", timeout(ProxySettings.TIMEOUT_CLIENT))
                .supported("DFLb", "timeout client-fin", timeout(ProxySettings.TIMEOUT_CLIENT_FIN))
                .supported("DfLB", "timeout connect", timeout(ProxySettings.TIMEOUT_CONNECT))
                .supported("DFLB", "timeout http-keep-alive", timeout(ProxySettings.TIMEOUT_HTTP_KEEP_ALIVE))
                .supported("DFLB", "timeout http-request", timeout(ProxySettings.TIMEOUT_HTTP_REQUEST))
                .supported("DfLB", "timeout queue", timeout(ProxySettings.TIMEOUT_QUEUE))
                .supported("DfLB", "timeout server", timeout(ProxySettings.TIMEOUT_SERVER))
                .supported("DfLB", "timeout server-fin", timeout(ProxySettings.TIMEOUT_SERVER_FIN))
                .differs("DFLB", "timeout tarpit", "there are no tarpit rules", ProxyTimeouts::tarpit)
                .supported("DfLB", "timeout tunnel", timeout(ProxySettings.TIMEOUT_TUNNEL))
                .accepted("DFLB", "there is no TLS", Vocabulary::rest, "timeout client-hs");
    }

    /** 0 is "no limit", as if nobody had set one. */
    static Keyword.Reader<ProxyDraft> timeout(Setting<Long> setting) {
        return (line, proxy) -> read(line, proxy, setting);
    }

    private static void tarpit(Line line, ProxyDraft proxy) {
        read(line, proxy, ProxySettings.TIMEOUT_TARPIT);
        proxy.whole
                .notes()
                .once(
                        "tarpit",
                        line.first(),
                        "'timeout tarpit' has no effect in hecd",
                        "there are no tarpit rules to which it could apply");
    }

    private static void read(Line line, ProxyDraft proxy, Setting<Long> setting) {
        long time = line.takeTime("a time", TimeUnit.MILLISECONDS);
        proxy.settings.set(setting, time == 0 ? ProxySettings.UNSET : time, line.at());
    }
}
