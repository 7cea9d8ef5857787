package io.hecd.log;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.Setting;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the traffic log of a frontend from what its section says (manual 8.2, 8.3). While loading. */
public final class TrafficLogs {
    private TrafficLogs() {}

    /** Empty if no `log` line stands in the section: then nothing is written, but a wrong format is told all the same. */
    public static Optional<TrafficLog> of(Settings settings, LogScope scope, Logs logs, Problems problems) {
        LogFormat format = isJson(settings)
                ? JsonFormat.compile(scope)
                : LogFormat.compile(format(settings, scope.http()), LogFormat.Use.LOG, scope, problems);
        Optional<LogFormat> data = settings.get(ProxySettings.LOG_FORMAT_SD).isEmpty()
                ? Optional.empty()
                : Optional.of(LogFormat.compile(
                        word(settings, ProxySettings.LOG_FORMAT_SD), LogFormat.Use.LOG, scope, problems));
        Optional<LogFormat> errors =
                settings.get(ProxySettings.ERROR_LOG_FORMAT).isEmpty()
                        ? Optional.empty()
                        : Optional.of(LogFormat.compile(
                                word(settings, ProxySettings.ERROR_LOG_FORMAT), LogFormat.Use.LOG, scope, problems));
        LogPolicy policy = new LogPolicy(
                settings.get(ProxySettings.DONTLOGNULL),
                settings.get(ProxySettings.DONTLOG_NORMAL),
                settings.get(ProxySettings.LOG_SEPARATE_ERRORS));
        LogTarget[] targets =
                logs.targets(settings.get(ProxySettings.LOGS), settings.get(ProxySettings.LOG_TAG), problems);
        return targets.length == 0
                ? Optional.empty()
                : Optional.of(new TrafficLog(format, errors, data, targets, policy, scope.lines()));
    }

    /** What formats of this section may use; for `unique-id-format` and texts of rules as well. */
    public static LogScope scope(Settings settings, LogIdentity identity, Samples samples) {
        int request = 0;
        int response = 0;
        for (ProxySettings.Capture capture : settings.get(ProxySettings.CAPTURES)) {
            if (capture.kind().equals("request")) request++;
            else if (capture.kind().equals("response")) response++;
        }
        return new LogScope(
                settings.get(ProxySettings.MODE) == ProxySettings.Mode.HTTP,
                settings.get(ProxySettings.LOGASAP),
                request,
                response,
                identity,
                new AtomicLong(),
                samples);
    }

    private static boolean isJson(Settings settings) {
        return settings.get(ProxySettings.LOG_JSON)
                && (settings.get(ProxySettings.HTTPLOG) || settings.get(ProxySettings.TCPLOG));
    }

    /** `option httplog` outside of http mode is `option tcplog`, as in HAProxy. */
    private static Word format(Settings settings, boolean http) {
        if (!settings.get(ProxySettings.LOG_FORMAT).isEmpty()) return word(settings, ProxySettings.LOG_FORMAT);
        boolean httpLog = settings.get(ProxySettings.HTTPLOG);
        if (httpLog && http)
            return Word.of(settings.get(ProxySettings.HTTPLOG_CLF) ? Presets.HTTPLOG_CLF : Presets.HTTPLOG);
        if (httpLog || settings.get(ProxySettings.TCPLOG)) return Word.of(Presets.TCPLOG);
        return Word.of(Presets.plain(http));
    }

    /** A word that knows its line, but not the column of each character. */
    private static Word word(Settings settings, Setting<String> setting) {
        Position at = settings.at(setting);
        return new Word(settings.get(setting), at, at.column(), false);
    }
}
