package io.hecd.sample;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression over bytes, in the syntax that HAProxy takes from PCRE, with a bound on the work that one match may
 * cost (decision 0007). Shared by all workers; each has a matcher of its own, so that matching allocates nothing.
 */
public final class Regex {
    private final Pattern pattern;
    private final FastThreadLocal<Run> run = new FastThreadLocal<>() {
        @Override
        protected Run initialValue() {
            return new Run(pattern);
        }
    };

    /** One thread's matcher and the bytes it looks at. */
    private static final class Run {
        final BoundedBytes bytes = new BoundedBytes();
        final ByteView replacement = new ByteView();
        final Matcher matcher;

        Run(Pattern pattern) {
            matcher = pattern.matcher(bytes);
        }

        /** Does it match at or after `from`? False as well when it cannot be told within the bound. */
        boolean find(ByteView in, int from) {
            bytes.show(in);
            try {
                if (from == 0) matcher.reset(bytes);
                return matcher.find(from);
            } catch (BoundedBytes.Exhausted | StackOverflowError e) {
                return false;
            }
        }
    }

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param latin1 one character per byte
     * @throws IllegalArgumentException with a sentence about what is wrong
     */
    public static Regex compile(String latin1, boolean ignoreCase) {
        int flags = Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        try {
            return new Regex(Pattern.compile(RegexSyntax.translate(latin1), flags));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("wrong regular expression '" + latin1 + "': " + e.getDescription(), e);
        }
    }

    /** Is there a match anywhere in the bytes? */
    public boolean find(ByteView in) {
        return run.get().find(in, 0);
    }

    /**
     * Replaces the first match or all of them; `\0` to `\9` in the replacement stand for what matched (manual 7.3.1,
     * regsub). The view shows the result, which is in the scratch if anything was replaced.
     */
    public void replace(ByteView view, byte[] replacement, boolean all, Scratch scratch) {
        Run r = run.get();
        r.replacement.set(replacement, 0, replacement.length);
        if (!r.find(view, 0)) return;
        int start = scratch.mark();
        int from = 0;
        boolean found = true;
        while (found) {
            append(scratch, view, from, r.matcher.start());
            expand(scratch, view, r.matcher, r.replacement);
            from = r.matcher.end();
            if (!all || from >= view.length()) break;
            if (r.matcher.start() == from) {
                append(scratch, view, from, from + 1);
                from++;
            }
            found = r.find(view, from);
        }
        append(scratch, view, Math.min(from, view.length()), view.length());
        view.set(scratch.array(), start, scratch.mark() - start);
    }

    /**
     * If it matches, appends the replacement with references put in, and nothing else (manual 4.2, replace-header);
     * false if it does not.
     */
    public boolean expand(ByteView view, ByteView replacement, Scratch scratch) {
        Run r = run.get();
        if (!r.find(view, 0)) return false;
        expand(scratch, view, r.matcher, replacement);
        return true;
    }

    private static void expand(Scratch scratch, ByteView view, Matcher matcher, ByteView replacement) {
        for (int i = 0; i < replacement.length(); i++) {
            int c = replacement.byteAt(i);
            if (c == '\\' && i + 1 < replacement.length()) {
                c = replacement.byteAt(++i);
                int group = c - '0';
                if (group >= 0 && group <= 9) {
                    if (group <= matcher.groupCount() && matcher.start(group) >= 0)
                        append(scratch, view, matcher.start(group), matcher.end(group));
                    continue;
                }
            }
            int at = scratch.reserve(1);
            scratch.array()[at] = (byte) c;
        }
    }

    private static void append(Scratch scratch, ByteView view, int from, int to) {
        int at = scratch.reserve(to - from);
        System.arraycopy(view.array(), view.offset() + from, scratch.array(), at, to - from);
    }

    /** The pattern as Java understands it. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
