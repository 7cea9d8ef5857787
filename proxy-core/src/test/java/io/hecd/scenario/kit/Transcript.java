package io.hecd.scenario.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a conversation looked like from all sides, part by part: what each client received, how its connection ended, what
 * each origin saw by its name, `log`.
 */
final class Transcript {
    /** What differs from run to run, and what stands in its place. */
    private static final Map<Pattern, String> VARYING = new LinkedHashMap<>();

    static {
        VARYING.put(Pattern.compile("(?im)^(date): .*$"), "$1: DATE");
        VARYING.put(Pattern.compile("(?m)^(<\\d+>)\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d "), "$1DATE ");
        VARYING.put(Pattern.compile("(\\w)\\[\\d+\\]: "), "$1[PID]: ");
        VARYING.put(Pattern.compile("\\[\\d\\d/\\w{3}/\\d{4}:[^]]*\\]"), "[DATE]");
        VARYING.put(Pattern.compile("(?m)^(<\\d+>)?(1 )?\\d{4}-[-0-9:.T+Z]+ "), "$1$2ISO ");
        VARYING.put(Pattern.compile("(?<= haproxy )\\d+(?= - )"), "PID");
        VARYING.put(Pattern.compile("\\bt<\\+?[0-9A-F]+>"), "t<T>");
        VARYING.put(Pattern.compile("127\\.0\\.0\\.1:\\d+"), "127.0.0.1:PORT");
    }

    /**
     * The timers of a log line and the bytes that follow: how long is never the same, whether there was a time at all is.
     * Bytes are counted on the wire by hecd, in an internal form by HAProxy.
     */
    private static final Pattern TIMERS =
            Pattern.compile(" (\\+?-?\\d+(?:/\\+?-?\\d+){2,4})( \\d{3}| -1)? (\\+?)\\d+(?= )");

    /** The same in the common log format. */
    private static final Pattern CLF = Pattern.compile(
            "( \\[DATE\\] \".*?\" \\d{3}) \\d+ (\"\" \"\") \\d+ \\d+ (.*?)((?: -?\\d+){5})(?= [-\\w]{4} )");

    private static final int LONGEST = 4_000;
    private static final long GOODBYE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Map<String, String> parts = new LinkedHashMap<>();
    private int clients;

    void add(String part, List<String> texts) {
        parts.put(part, String.join("\n", texts));
    }

    /** Ends a client's conversation and notes what it received and how the proxy ended it. */
    void client(Conversation conversation, String end) {
        String client = clients++ == 0 ? "client" : "client " + clients;
        parts.put(client, conversation.told());
        parts.put(client + " end", end);
        conversation.close();
        // So that the proxy has seen the end before the next client comes: the counts in log lines tell.
        LockSupport.parkNanos(GOODBYE);
    }

    Map<String, String> parts() {
        return parts;
    }

    String part(String name) {
        return parts.getOrDefault(name, "");
    }

    /** Without what differs from run to run. */
    Transcript plain(Stage stage) {
        Transcript plain = new Transcript();
        parts.forEach((part, text) -> plain.parts.put(part, plain(part, stage.unfill(text.replace("\r", "")))));
        return plain;
    }

    private static String plain(String part, String text) {
        String out = text;
        for (Map.Entry<Pattern, String> varying : VARYING.entrySet())
            out = varying.getKey().matcher(out).replaceAll(varying.getValue());
        if (!part.equals("log")) return shortened(out);
        List<String> lines = new ArrayList<>();
        for (String line : out.split("\n"))
            lines.add(TIMERS.matcher(CLF.matcher(line)
                            .replaceFirst(match ->
                                    Matcher.quoteReplacement(match.group(1) + " BYTES " + match.group(2) + " PORT MS "
                                            + match.group(3) + match.group(4).replaceAll(" \\d+", " T"))))
                    .replaceFirst(match -> " " + match.group(1).replaceAll("(^|/)(\\+?)\\d+", "$1$2T")
                            + (match.group(2) == null ? "" : match.group(2)) + " " + match.group(3) + "BYTES"));
        return String.join("\n", lines);
    }

    /** Large bodies by length and checksum. */
    private static String shortened(String text) {
        if (text.length() <= LONGEST) return text;
        CRC32 sum = new CRC32();
        sum.update(Wire.bytes(text));
        return text.substring(0, LONGEST / 4) + "... " + text.length() + " characters, checksum "
                + Long.toHexString(sum.getValue());
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        parts.forEach((part, text) ->
                out.append("--- ").append(part).append('\n').append(text).append('\n'));
        return out.toString();
    }
}
