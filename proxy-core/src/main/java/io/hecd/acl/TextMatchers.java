package io.hecd.acl;

import io.hecd.bytes.ByteView;
import io.hecd.names.LoadTime;
import java.util.Arrays;
import java.util.List;

/** Comparing bytes with bytes: the six forms of manual 7.1.3. An empty pattern is at the start and the end of every text. */
final class TextMatchers {
    /** Up to here a loop over the patterns is quicker than a hash. */
    private static final int FEW = 6;

    private TextMatchers() {}

    static Matcher exact(List<Pattern> patterns) {
        if (patterns.size() > FEW) {
            ByteStrings strings = new ByteStrings(patterns);
            return s -> strings.contains(s.bytes());
        }
        Pattern[] all = patterns.toArray(Pattern[]::new);
        return s -> {
            ByteView text = s.bytes();
            for (Pattern p : all)
                if (p.bytes().length == text.length() && p.isAt(text.array(), text.offset())) return true;
            return false;
        };
    }

    static Matcher begins(List<Pattern> patterns) {
        Pattern[] all = patterns.toArray(Pattern[]::new);
        return s -> {
            ByteView text = s.bytes();
            for (Pattern p : all)
                if (p.bytes().length <= text.length() && p.isAt(text.array(), text.offset())) return true;
            return false;
        };
    }

    static Matcher ends(List<Pattern> patterns) {
        Pattern[] all = patterns.toArray(Pattern[]::new);
        return s -> {
            ByteView text = s.bytes();
            for (Pattern p : all) {
                int from = text.length() - p.bytes().length;
                if (from >= 0 && p.isAt(text.array(), text.offset() + from)) return true;
            }
            return false;
        };
    }

    static Matcher contains(List<Pattern> patterns) {
        Pattern[] all = patterns.toArray(Pattern[]::new);
        return s -> {
            for (Pattern p : all) if (isWithin(p, s.bytes())) return true;
            return false;
        };
    }

    private static boolean isWithin(Pattern pattern, ByteView text) {
        for (int i = 0, last = text.length() - pattern.bytes().length; i <= last; i++)
            if (pattern.isAt(text.array(), text.offset() + i)) return true;
        return false;
    }

    /** Anywhere, but with a delimiter or the end of the text on both sides. Delimiters around the pattern are ignored. */
    @LoadTime
    static Matcher delimited(List<Pattern> patterns, String delimiters) {
        Pattern[] all =
                patterns.stream().map(p -> withoutDelimiters(p, delimiters)).toArray(Pattern[]::new);
        boolean[] ends = new boolean[256];
        for (char c : delimiters.toCharArray()) ends[c] = true;
        return s -> {
            for (Pattern p : all) if (isDelimited(p, s.bytes(), ends)) return true;
            return false;
        };
    }

    private static Pattern withoutDelimiters(Pattern pattern, String delimiters) {
        byte[] bytes = pattern.bytes();
        int from = 0;
        int to = bytes.length;
        while (from < to && delimiters.indexOf(bytes[from]) >= 0) from++;
        while (to > from && delimiters.indexOf(bytes[to - 1]) >= 0) to--;
        return pattern.with(Arrays.copyOfRange(bytes, from, to));
    }

    private static boolean isDelimited(Pattern pattern, ByteView text, boolean[] ends) {
        int length = pattern.bytes().length;
        if (length == 0) return false;
        for (int i = 0, last = text.length() - length; i <= last; i++) {
            boolean starts = i == 0 || ends[text.byteAt(i - 1)];
            boolean stops = i == last || ends[text.byteAt(i + length)];
            if (starts && stops && pattern.isAt(text.array(), text.offset() + i)) return true;
        }
        return false;
    }
}
