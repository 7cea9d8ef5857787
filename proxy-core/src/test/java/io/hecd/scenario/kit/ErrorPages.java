package io.hecd.scenario.kit;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Error pages without what hecd says in them and HAProxy does not: status and headers stay, in small letters and in order;
 * the page itself, its length and the header `x-hecd-reason` do not.
 */
final class ErrorPages {
    private static final Pattern PAGE = Pattern.compile(
            "(HTTP/1\\.[01] \\d{3} [^\\n]*\\n)((?:[^\\n]+\\n)*)\\n<html><body><h1>.*?</body></html>\\n",
            Pattern.DOTALL);

    private ErrorPages() {}

    static String plain(String answers) {
        return PAGE.matcher(answers).replaceAll(ErrorPages::plain);
    }

    private static String plain(MatchResult page) {
        StringBuilder out = new StringBuilder(page.group(1));
        Arrays.stream(page.group(2).split("\n"))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> !line.startsWith("content-length:") && !line.startsWith("x-hecd-reason:"))
                .sorted()
                .forEach(line -> out.append(line).append("\n"));
        return Matcher.quoteReplacement(out.append("\n{page}").toString());
    }
}
