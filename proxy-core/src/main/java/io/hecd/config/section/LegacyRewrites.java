package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * `reqadd`, `reqrep`, `rspdel` and their family (manual of 1.4, 4.2): regular expressions over whole header lines. Those
 * that name one header, or only look at the path, say the same as an `http-request` or `http-response` rule; the others
 * are an error that says how to write them.
 */
final class LegacyRewrites {
    /** `^Name:` and perhaps white space, then what the value must match. */
    private static final Pattern HEADER =
            Pattern.compile("\\^?([A-Za-z0-9_-]+)\\\\?:(?:\\\\s[*+]?| ?\\*|\\[ \\][*+]?|\\[\\\\t \\][*+]?| )?(.*)");
    /** The request line up to the path, the method being a group: `^([^ :]*) /old(.*)`. */
    private static final Pattern REQUEST_LINE = Pattern.compile("\\^\\((?:[^()]*)\\)(?: |\\\\s\\+?)(/.*)");
    /** The same without a group, as it is used to deny. */
    private static final Pattern REQUEST_LINE_PLAIN =
            Pattern.compile("\\^\\(?\\[\\^[ :\\\\]*\\][*+]\\)?(?: |\\\\s\\+?)([/.].*)");

    private static final Pattern ANY_VALUE = Pattern.compile("(\\.\\*)?\\$?");
    private static final Pattern LETTER = Pattern.compile("(?<!\\\\)[A-Za-z]");
    private static final Pattern GROUP = Pattern.compile("\\\\([0-9])");

    private LegacyRewrites() {}

    static void addTo(List<LegacyWord> words) {
        words.add(new LegacyWord(
                "monitor-net", "http-request return status 200 if { src NETWORK }", LegacyRewrites::monitorNet));
        for (String side : List.of("req", "rsp")) {
            String set = side.equals("req") ? "http-request" : "http-response";
            words.add(new LegacyWord(side + "add", set + " add-header", line -> add(line, set)));
            for (String i : List.of("", "i")) {
                boolean anyCase = !i.isEmpty();
                words.add(new LegacyWord(side + i + "del", set + " del-header", line -> delete(line, set)));
                words.add(
                        new LegacyWord(side + i + "rep", set + " replace-header", line -> replace(line, set, anyCase)));
                words.add(new LegacyWord(side + i + "deny", set + " deny", line -> decide(line, set, "deny", anyCase)));
                if (side.equals("rsp")) continue;
                words.add(new LegacyWord(
                        "req" + i + "allow", set + " allow", line -> decide(line, set, "allow", anyCase)));
                words.add(new LegacyWord(
                        "req" + i + "tarpit", set + " tarpit", line -> decide(line, set, "tarpit", anyCase)));
                words.add(new LegacyWord("req" + i + "pass", set + " allow", line -> {
                    throw cannot(line, line.peek(), "'acl' and conditions on the other rules");
                }));
                words.add(new LegacyWord("req" + i + "setbe", "use_backend", line -> {
                    throw cannot(line, line.peek(), "'use_backend NAME if { ... }'");
                }));
            }
        }
    }

    private static List<List<Word>> monitorNet(Line line) {
        Word network = line.takeWord("a network");
        List<Word> words = new ArrayList<>();
        for (String word : List.of("http-request", "return", "status", "200", "if", "{", "src"))
            words.add(LegacyWord.at(line.first(), word));
        words.add(network);
        words.add(LegacyWord.at(line.first(), "}"));
        return List.of(words);
    }

    private static List<List<Word>> add(Line line, String set) {
        Word header = line.takeWord("a header line");
        int colon = header.text().indexOf(':');
        if (colon < 1)
            throw line.error(header, "'" + header.text() + "' is not a header line", "as in 'reqadd X-Proto:\\ https'");
        String value = header.text().substring(colon + 1).strip().replace("%", "%%");
        if (value.isEmpty()) throw line.error(header, "the header has no value", "");
        return rule(line, set, header, "add-header", header.text().substring(0, colon), value);
    }

    private static List<List<Word>> delete(Line line, String set) {
        Word regex = line.takeWord("a regular expression");
        Matcher header = HEADER.matcher(regex.text());
        if (!header.matches() || !ANY_VALUE.matcher(header.group(2)).matches())
            throw cannot(line, regex, "'" + set + " del-header NAME'");
        return rule(line, set, regex, "del-header", header.group(1));
    }

    private static List<List<Word>> replace(Line line, String set, boolean anyCase) {
        Word regex = line.takeWord("a regular expression");
        Word with = line.takeWord("a replacement");
        Matcher header = HEADER.matcher(regex.text());
        if (header.matches()) {
            String prefix = header.group(1) + ":";
            if (!with.text().regionMatches(true, 0, prefix, 0, prefix.length()))
                throw cannot(line, with, "'" + set + " del-header' and 'add-header', as the name changes");
            String value = with.text().substring(prefix.length()).strip().replace("%", "%%");
            return rule(line, set, regex, "replace-header", header.group(1), anchored(header.group(2), anyCase), value);
        }
        Matcher request = REQUEST_LINE.matcher(regex.text());
        boolean keepsMethod = with.text().startsWith("\\1 ");
        if (set.equals("http-request")
                && request.matches()
                && keepsMethod
                && request.group(1).indexOf(' ') < 0) {
            String path = with.text().substring(3);
            if (path.indexOf(' ') < 0 && !path.contains("\\1"))
                return rule(
                        line,
                        set,
                        regex,
                        "replace-pathq",
                        anchored(request.group(1), anyCase),
                        oneGroupLess(path).replace("%", "%%"));
        }
        throw cannot(line, regex, "'" + set + " replace-header' or 'replace-path'");
    }

    /** `reqdeny` and the like: the rule has its own condition, so the line must not have one. */
    private static List<List<Word>> decide(Line line, String set, String action, boolean anyCase) {
        Word regex = line.takeWord("a regular expression");
        if (line.hasNext())
            throw cannot(line, line.peek(), "'" + set + " " + action + " if { ... }' with both conditions");
        Matcher request = REQUEST_LINE_PLAIN.matcher(regex.text());
        Matcher header = HEADER.matcher(regex.text());
        String criterion;
        String value;
        if (set.equals("http-request") && request.matches() && request.group(1).indexOf(' ') < 0) {
            criterion = "url_reg";
            value = "^" + request.group(1);
        } else if (header.matches()) {
            criterion = (set.equals("http-request") ? "req.hdr(" : "res.hdr(") + header.group(1) + ")";
            value = "^" + header.group(2);
        } else throw cannot(line, regex, "'" + set + " " + action + " if { ... }'");
        List<Word> words = new ArrayList<>(List.of(
                LegacyWord.at(line.first(), set),
                LegacyWord.at(line.first(), action),
                LegacyWord.at(line.first(), "if"),
                LegacyWord.at(line.first(), "{"),
                LegacyWord.at(line.first(), criterion)));
        if (header.matches() && !criterion.equals("url_reg")) {
            words.add(LegacyWord.at(line.first(), "-m"));
            words.add(LegacyWord.at(line.first(), value.equals("^") ? "found" : "reg"));
        }
        if (!value.equals("^")) {
            if (anyCase) words.add(LegacyWord.at(line.first(), "-i"));
            words.add(LegacyWord.at(regex, value));
        }
        words.add(LegacyWord.at(line.first(), "}"));
        return List.of(words);
    }

    private static String anchored(String regex, boolean anyCase) {
        String anchored = regex.startsWith(".*") || regex.startsWith("^") ? regex : "^" + regex;
        return anyCase && LETTER.matcher(regex).find() ? "(?i)" + anchored : anchored;
    }

    /** The group of the method is gone: `\2` becomes `\1`. */
    private static String oneGroupLess(String replacement) {
        return GROUP.matcher(replacement).replaceAll(group -> {
            int number = Integer.parseInt(group.group(1));
            return Matcher.quoteReplacement("\\" + (number == 0 ? 0 : number - 1));
        });
    }

    /** The new line; what is left of the old one is its condition. */
    private static List<List<Word>> rule(Line line, String set, Word from, String action, String... arguments) {
        List<Word> words = new ArrayList<>();
        words.add(LegacyWord.at(line.first(), set));
        words.add(LegacyWord.at(line.first(), action));
        for (String argument : arguments) words.add(LegacyWord.at(from, argument));
        words.addAll(line.rest());
        return List.of(words);
    }

    private static Mistake cannot(Line line, Word at, String instead) {
        return line.error(
                "removed",
                at,
                "this '" + line.keyword() + "' is the language of HAProxy 1.4 and cannot be translated",
                "use " + instead);
    }
}
