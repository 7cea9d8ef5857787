package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.RuleConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the steps of a backend from its `tcp-check` or `http-check` lines: numbers them, hands each comment to the
 * line behind it, and sees to it that the first step connects.
 */
final class StepLines {
    private static final List<String> NOT_YET =
            List.of("set-var", "set-var-fmt", "unset-var", "send-lf", "send-binary-lf", "send-state");
    private static final List<String> CONNECT_NOT_YET =
            List.of("send-proxy", "via-socks4", "ssl", "sni", "alpn", "proto");

    /** Reads the words of one line that stand behind `tcp-check` or `http-check`. */
    interface Reader {
        /** @return false if `keyword` is not a step of this kind of check */
        boolean read(String keyword, CheckWords words, int number, String comment);
    }

    private final List<Step> steps = new ArrayList<>();
    private int lines;

    /** Goes through all lines of a rule set. */
    void read(ProxyConfig backend, String set, List<String> known, Reader reader) {
        String comment = "";
        for (RuleConfig rule : backend.rules()) {
            if (!rule.set().equals(set)) continue;
            lines++;
            CheckWords words = new CheckWords(rule);
            String keyword = words.next().text();
            if (keyword.equals("comment")) {
                comment = words.argument(keyword).text();
                words.expectEnd();
                continue;
            }
            if (!reader.read(keyword, words, lines, comment)) {
                int bracket = keyword.indexOf('(');
                if (NOT_YET.contains(bracket < 0 ? keyword : keyword.substring(0, bracket)))
                    throw words.notYet(keyword);
                throw words.unknown("word", keyword, known);
            }
            words.expectEnd();
            comment = "";
        }
    }

    void add(Step step) {
        steps.add(step);
    }

    Step.Connect connect(CheckWords words, int number, String comment) {
        if (!steps.isEmpty() && !(steps.get(0) instanceof Step.Connect))
            throw words.mistake("the first step must be a 'connect' when there is one at all", "");
        String host = "";
        String told = comment;
        int port = 0;
        while (words.hasNext()) {
            String word = words.next().text();
            switch (word) {
                case "default", "linger" -> {}
                case "port" -> port = words.number(word, 1, 65535);
                case "addr" -> host = words.argument(word).text();
                case "comment" -> told = words.argument(word).text();
                default -> {
                    if (CONNECT_NOT_YET.contains(word)) throw words.notYet(word);
                    throw words.unknown("option", word, List.of("default", "port", "addr", "linger", "comment"));
                }
            }
        }
        return new Step.Connect(number, told, host, port);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    List<Step> all() {
        return List.copyOf(steps);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** Whether a line says where to connect. */
    boolean connects() {
        return !steps.isEmpty() && steps.get(0) instanceof Step.Connect;
    }

    /** The steps, with a connection at their head. */
    List<Step> withConnection() {
        List<Step> all = new ArrayList<>();
        if (!connects()) all.add(Step.Connect.IMPLICIT);
        all.addAll(steps);
        return List.copyOf(all);
    }
}
