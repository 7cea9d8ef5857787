package io.hecd.config.section;

import io.hecd.config.model.LogConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.util.ArrayList;
import java.util.List;

/** A `log` line behind its first word (manual 3.1): `ADDRESS [len N] [format F] [sample R:N] FACILITY [LEVEL [MIN]]`. */
final class LogLine {
    private static final List<String> FACILITIES = List.of(
            "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "auth2", "ftp", "ntp",
            "audit", "alert", "cron2", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
    private static final List<String> FORMATS =
            List.of("local", "rfc3164", "rfc5424", "priority", "short", "timed", "iso", "raw");

    private static final int SYSLOG_PORT = 514;
    private static final int DEFAULT_LENGTH = 1024;

    private LogLine() {}

    static LogConfig read(Line line) {
        LogConfig.Target target = target(line, line.takeWord("an address"));
        int length = DEFAULT_LENGTH;
        String format = "local";
        List<Integer> ranges = List.of();
        int size = 0;
        while (true) {
            if (line.accept("len")) length = (int) line.takeInteger("a length", 80, 65535);
            else if (line.accept("format")) format = FORMATS.get(oneOf(line, "format", FORMATS));
            else if (line.peek().is("profile")) throw Notes.notYet(line.peek(), "log ... profile");
            else if (line.accept("sample")) {
                Word sample = line.takeWord("ranges and a size");
                List<Integer> read = new ArrayList<>();
                size = sample(line, sample, read);
                ranges = List.copyOf(read);
            } else break;
        }
        int facility = oneOf(line, "facility", FACILITIES);
        int max = line.peek().isEmpty() ? LEVELS.size() - 1 : oneOf(line, "level", LEVELS);
        int min = line.peek().isEmpty() ? 0 : oneOf(line, "level", LEVELS);
        return new LogConfig(line.at(), target, length, format, facility, max, min, ranges, size);
    }

    private static int oneOf(Line line, String what, List<String> names) {
        Word word = line.takeWord("a " + what);
        int index = names.indexOf(word.text());
        if (index < 0)
            throw line.error(
                    word,
                    "unknown log " + what + " '" + word.text() + "'",
                    Catalog.nearest(word.text(), names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("one of " + String.join(", ", names)));
        return index;
    }

    private static LogConfig.Target target(Line line, Word word) {
        String text = word.text();
        if (text.equals("stdout")) return new LogConfig.Target.Fd(1);
        if (text.equals("stderr")) return new LogConfig.Target.Fd(2);
        if (text.startsWith("fd@")) {
            int fd = number(text.substring(3));
            if (fd < 0) throw line.error(word, "'" + text.substring(3) + "' is not a file descriptor", "as in fd@1");
            return new LogConfig.Target.Fd(fd);
        }
        if (text.startsWith("ring@") || text.startsWith("tcp") && text.indexOf('@') > 0)
            throw Notes.notYet(word, "log " + text.substring(0, text.indexOf('@') + 1));
        for (String prefix : List.of("uxdg@", "unix@", "dgram+unix@"))
            if (text.startsWith(prefix)) return new LogConfig.Target.UnixDatagram(text.substring(prefix.length()));
        if (text.startsWith("/")) return new LogConfig.Target.UnixDatagram(text);
        for (String prefix : List.of("udp@", "udp4@", "udp6@", "ipv4@", "ipv6@", "ip@"))
            if (text.startsWith(prefix)) return udp(line, word, text.substring(prefix.length()));
        if (text.indexOf('@') > 0)
            throw line.error(
                    word, "unknown kind of log address '" + text + "'", "as 127.0.0.1:514, /dev/log, stdout or fd@2");
        return udp(line, word, text);
    }

    /** `::1`, `[::1]:514`, `127.0.0.1`, `127.0.0.1:5140`, `syslog:514`. */
    private static LogConfig.Target udp(Line line, Word word, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < text.lastIndexOf(']')) colon = -1;
        String host = colon < 0 ? text : text.substring(0, colon);
        String digits = colon < 0 ? "" : text.substring(colon + 1);
        int port = digits.isEmpty() ? SYSLOG_PORT : number(digits);
        if (port < 0 || port > 65535) throw line.error(word, "'" + digits + "' is not a port", "");
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        return new LogConfig.Target.Udp(host, port);
    }

    /** `1-3,5:10` into pairs; the size is returned. */
    private static int sample(Line line, Word word, List<Integer> pairs) {
        String hint = "as '1-3,5:10': of ten lines the first three and the fifth";
        int colon = word.text().lastIndexOf(':');
        if (colon < 0) throw line.error(word, "'" + word.text() + "' has no ':' and size", hint);
        int size = number(word.text().substring(colon + 1));
        for (String range : word.text().substring(0, colon).split(",", -1)) {
            int dash = range.indexOf('-');
            int low = number(dash < 0 ? range : range.substring(0, dash));
            int high = dash < 0 ? low : number(range.substring(dash + 1));
            if (low < 1 || high < low || size < high)
                throw line.error(word, "'" + range + "' is no range within a sample of '" + word.text() + "'", hint);
            pairs.add(low);
            pairs.add(high);
        }
        return size;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 9) return -1;
        for (int i = 0; i < digits.length(); i++) if (digits.charAt(i) < '0' || digits.charAt(i) > '9') return -1;
        return Integer.parseInt(digits);
    }
}
