package io.hecd.health.check;

import io.hecd.scenario.kit.Eventually;
import io.hecd.scenario.kit.Ports;
import io.hecd.scenario.kit.Syslog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One backend, what its servers do one after the other, and which sentences are waited for in between. All cases are played
 * in one process, HAProxy or hecd; what the log said of each backend and what its servers were asked is kept.
 */
final class TwinCase {
    private static final Pattern HEAD =
            Pattern.compile("^(<\\d+>)\\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d (\\w+)\\[\\d+\\]: ");
    private static final Pattern TIME = Pattern.compile("\\b\\d+ms\\b");

    /** Something done to the servers, or a wait. */
    private interface Step {
        void on(Play play);
    }

    final String name;
    private final String lines;
    private final List<Step> steps = new ArrayList<>();

    /** @param lines of the backend; `${s1}` is the address of a server of its own, `${s1.port}` its port alone */
    TwinCase(String name, String lines) {
        this.name = name;
        this.lines = lines;
    }

    /** What a server does from now on; before the first wait: from the start on. */
    TwinCase does(String server, Consumer<Origin> behaviour) {
        steps.add(play -> behaviour.accept(play.origin(server)));
        return this;
    }

    /** Waits until `part` stands in a sentence about this backend. */
    TwinCase until(String part) {
        return until(part, 1);
    }

    TwinCase until(String part, int times) {
        steps.add(new Wait(part, times));
        return this;
    }

    /** Waits until a server was asked so often. */
    TwinCase untilAsked(String server, int times) {
        steps.add(new Asked(server, times));
        return this;
    }

    private record Wait(String part, int times) implements Step {
        @Override
        public void on(Play play) {
            Eventually.eventually(() -> {
                long there =
                        play.said().stream().filter(line -> line.contains(part)).count();
                if (there < times) throw new AssertionError(play.of.name + ": not " + part + " in " + play.said());
            });
        }
    }

    private record Asked(String server, int times) implements Step {
        @Override
        public void on(Play play) {
            Eventually.eventually(() -> {
                int asked = play.origin(server).requests().size();
                if (asked < times) throw new AssertionError(play.of.name + ": asked " + asked + " times");
            });
        }
    }

    @Override
    public String toString() {
        return name;
    }

    // --- playing

    /** Something that runs a configuration with a listener on `port`. */
    interface Subject {
        /** Returns how to end it. */
        Runnable start(String configuration, int port) throws Exception;
    }

    /** What the log said (part `log`) and what each server was asked, by the name of the case. */
    static Map<String, Map<String, String>> play(List<TwinCase> cases, String common, Subject subject)
            throws Exception {
        List<Play> plays = new ArrayList<>();
        int port = Ports.free();
        try (Syslog log = new Syslog()) {
            StringBuilder text = new StringBuilder(
                    common.replace("${log}", "127.0.0.1:" + log.port()).replace("${front}", "127.0.0.1:" + port));
            for (TwinCase of : cases) {
                Play play = new Play(of, log);
                plays.add(play);
                text.append(play.fill(of.lines));
                for (Step step : of.steps) {
                    if (step instanceof Wait || step instanceof Asked) break;
                    step.on(play);
                }
            }
            Runnable end = subject.start(text.toString(), port);
            try {
                for (Play play : plays) for (Step step : play.of.steps) step.on(play);
            } finally {
                end.run();
            }
            Map<String, Map<String, String>> all = new LinkedHashMap<>();
            for (Play play : plays) all.put(play.of.name, play.parts());
            return all;
        } finally {
            for (Play play : plays) for (Origin origin : play.origins.values()) origin.close();
        }
    }

    /** One case on one subject. */
    private static final class Play {
        private final TwinCase of;
        private final Syslog log;
        private final Pattern about;
        private final Map<String, Origin> origins = new LinkedHashMap<>();

        Play(TwinCase of, Syslog log) {
            this.of = of;
            this.log = log;
            this.about = Pattern.compile("(?i)\\bserver " + of.name + "/|\\bbackend " + of.name + " ");
        }

        Origin origin(String server) {
            return origins.computeIfAbsent(server, any -> new Origin());
        }

        String fill(String lines) {
            return Pattern.compile("\\$\\{(s\\d)(\\.port)?\\}")
                    .matcher(lines)
                    .replaceAll(match -> (match.group(2) == null ? "127.0.0.1:" : "")
                            + origin(match.group(1)).port());
        }

        List<String> said() {
            List<String> said = new ArrayList<>();
            for (String line : log.lines()) if (about.matcher(line).find()) said.add(plain(line));
            return said;
        }

        private String plain(String line) {
            String out =
                    TIME.matcher(HEAD.matcher(line).replaceFirst("$1 $2: ")).replaceAll("Nms");
            for (Map.Entry<String, Origin> origin : origins.entrySet())
                out = out.replace("port " + origin.getValue().port(), "port " + origin.getKey());
            return out;
        }

        Map<String, String> parts() {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("log", String.join("\n", said()));
            origins.forEach(
                    (name, origin) -> parts.put(name, String.join("\n", new LinkedHashSet<>(origin.requests()))));
            return parts;
        }
    }
}
