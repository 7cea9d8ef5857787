package io.hecd.health.check;

import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads an `expect` line: its options, the `!`, what to look for (manual 4.2, tcp-check expect, http-check expect). */
final class Expectation {
    private static final List<String> OF_TCP = List.of(
            "string",
            "rstring",
            "binary",
            "rbinary",
            "min-recv",
            "comment",
            "ok-status",
            "error-status",
            "tout-status");
    private static final List<String> OF_HTTP = List.of(
            "status",
            "rstatus",
            "string",
            "rstring",
            "min-recv",
            "comment",
            "ok-status",
            "error-status",
            "tout-status");
    private static final List<String> NOT_YET =
            List.of("hdr", "fhdr", "header", "string-lf", "binary-lf", "on-success", "on-error", "status-code");

    private static final List<CheckStatus> OK =
            List.of(CheckStatus.L7OK, CheckStatus.L7OKC, CheckStatus.L6OK, CheckStatus.L4OK);
    private static final List<CheckStatus> WRONG =
            List.of(CheckStatus.L7OKC, CheckStatus.L7RSP, CheckStatus.L7STS, CheckStatus.L6RSP, CheckStatus.L4CON);
    private static final List<CheckStatus> LATE = List.of(CheckStatus.L7TOUT, CheckStatus.L6TOUT, CheckStatus.L4TOUT);

    private final CheckWords words;
    private final boolean http;
    private String comment;
    private int least = -1;
    private CheckStatus ok = CheckStatus.L7OK;
    /** UNK: the pattern decides. */
    private CheckStatus wrong = CheckStatus.UNK;

    private CheckStatus late = CheckStatus.L7TOUT;

    private Expectation(CheckWords words, String comment, boolean http) {
        this.words = words;
        this.comment = comment;
        this.http = http;
    }

    static Step.Expect read(CheckWords words, int number, String comment, boolean http) {
        return new Expectation(words, comment, http).read(number);
    }

    /** What is expected when no line says it: 2xx or 3xx. */
    static Step.Expect alive() {
        return new Step.Expect(
                0, "", Pattern.Statuses.ALIVE, false, -1, CheckStatus.L7OK, CheckStatus.L7STS, CheckStatus.L7TOUT);
    }

    private Step.Expect read(int number) {
        boolean negated = false;
        while (words.hasNext()) {
            if (words.acceptPrefix("!")) {
                negated = !negated;
                continue;
            }
            String word = words.keyword();
            if (isOption(word)) continue;
            Pattern pattern = pattern(word);
            // options may follow the pattern, too
            while (words.hasNext()) {
                String more = words.keyword();
                if (!isOption(more)) throw words.mistake("unexpected word '" + more + "' after '" + word + "'", "");
            }
            return new Step.Expect(number, comment, pattern, negated, least, ok, wrongFor(pattern), late);
        }
        throw words.mistake("'expect' needs a pattern", "one of " + String.join(", ", http ? OF_HTTP : OF_TCP));
    }

    private CheckStatus wrongFor(Pattern pattern) {
        if (wrong != CheckStatus.UNK) return wrong;
        return pattern instanceof Pattern.OfStatus ? CheckStatus.L7STS : CheckStatus.L7RSP;
    }

    private boolean isOption(String word) {
        switch (word) {
            case "comment" -> comment = words.argument(word).text();
            case "min-recv" -> least = words.number(word, -1, Integer.MAX_VALUE);
            case "ok-status" -> ok = status(word, OK);
            case "error-status" -> wrong = status(word, WRONG);
            case "tout-status" -> late = status(word, LATE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private CheckStatus status(String option, List<CheckStatus> allowed) {
        Word word = words.argument(option);
        for (CheckStatus status : allowed) if (word.is(status.name())) return status;
        throw words.mistake("'" + word.text() + "' is no status for '" + option + "'", "one of " + allowed);
    }

    private Pattern pattern(String word) {
        if (NOT_YET.contains(word)) throw words.notYet(word);
        return switch (word) {
            case "string" -> new Pattern.Literal(words.argument(word).bytes(), false);
            case "rstring" -> new Pattern.Regex(words.regex(word), false);
            default -> http ? patternOfHttp(word) : patternOfTcp(word);
        };
    }

    private Pattern patternOfTcp(String word) {
        return switch (word) {
            case "binary" -> new Pattern.Literal(words.hexadecimal(word), true);
            case "rbinary" -> new Pattern.Regex(words.regex(word), true);
            default -> throw words.unknown("match", word, OF_TCP);
        };
    }

    private Pattern patternOfHttp(String word) {
        return switch (word) {
            case "status" -> statuses();
            case "rstatus" -> new Pattern.StatusRegex(words.regex(word));
            default -> throw words.unknown("match", word, OF_HTTP);
        };
    }

    private Pattern.Statuses statuses() {
        Word word = words.argument("status");
        List<Pattern.Statuses.Range> ranges = new ArrayList<>();
        for (String part : word.text().split(",", -1)) {
            int dash = part.indexOf('-');
            try {
                int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
                int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
                if (from > to) throw new NumberFormatException();
                ranges.add(new Pattern.Statuses.Range(from, to));
            } catch (NumberFormatException e) {
                throw words.mistake("'" + part + "' is no status and no range of them", "as in 200,301-399");
            }
        }
        return new Pattern.Statuses(List.copyOf(ranges));
    }
}
