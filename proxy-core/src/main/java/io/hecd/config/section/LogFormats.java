package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Setting;
import io.hecd.config.text.Line;
import io.hecd.config.text.Position;

/** `log-format`, `option httplog`, `option tcplog`: each replaces the others, the last one written counts (manual 8.2). */
final class LogFormats {
    private LogFormats() {}

    static void custom(Line line, ProxyDraft proxy) {
        String format = ProxyWords.formatText(line);
        choose(line, proxy, "log-format");
        proxy.settings.set(ProxySettings.LOG_FORMAT, format, line.at());
    }

    static void http(Line line, ProxyDraft proxy) {
        boolean clf = line.accept("clf");
        boolean json = !clf && line.accept("json");
        choose(line, proxy, "option httplog");
        proxy.settings.set(ProxySettings.HTTPLOG, true, line.at());
        proxy.settings.set(ProxySettings.HTTPLOG_CLF, clf, line.at());
        if (json) proxy.settings.set(ProxySettings.LOG_JSON, true, line.at());
    }

    static void tcp(Line line, ProxyDraft proxy) {
        boolean json = line.accept("json");
        choose(line, proxy, "option tcplog");
        if (json) proxy.settings.set(ProxySettings.LOG_JSON, true, line.at());
        proxy.settings.set(ProxySettings.TCPLOG, true, line.at());
    }

    private static void choose(Line line, ProxyDraft proxy, String choice) {
        var settings = proxy.settings;
        if (!proxy.kind.hasFrontend() && !proxy.isDefaults())
            line.warning(
                    line.first(),
                    "'" + choice + "' has no effect in " + proxy.title(),
                    "logs are written by the frontend");
        if (proxy.isDefaults()) {
            warnIfReplaced(line, proxy, ProxySettings.LOG_FORMAT, "log-format", choice);
            warnIfReplaced(line, proxy, ProxySettings.HTTPLOG, "option httplog", choice);
            warnIfReplaced(line, proxy, ProxySettings.TCPLOG, "option tcplog", choice);
        }
        Position at = line.at();
        settings.set(ProxySettings.LOG_FORMAT, "", at);
        settings.set(ProxySettings.HTTPLOG, false, at);
        settings.set(ProxySettings.HTTPLOG_CLF, false, at);
        settings.set(ProxySettings.TCPLOG, false, at);
        if (settings.get(ProxySettings.LOG_JSON)) settings.set(ProxySettings.LOG_JSON, false, at);
    }

    private static void warnIfReplaced(Line line, ProxyDraft proxy, Setting<?> setting, String name, String choice) {
        Object value = proxy.settings.get(setting);
        if (value.equals("") || value.equals(false)) return;
        line.warning(
                line.first(),
                "'" + choice + "' replaces the '" + name + "' at line "
                        + proxy.settings.at(setting).line(),
                "the last one written counts; keep one of the two");
    }
}
