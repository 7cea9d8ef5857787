package io.hecd.config.text;

/** The order of HAProxy versions: `2.4-dev19` < `2.4` = `2.4.0` < `2.4.1` < `2.4.1-3` (manual 2.4, version_atleast). */
final class Versions {
    private Versions() {}

    static int compare(String a, String b) {
        long[] left = parts(a);
        long[] right = parts(b);
        for (int i = 0; i < left.length; i++) {
            if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
        }
        return 0;
    }

    /** Three numbers, the development version (a release is after all of them), the patches since. */
    private static long[] parts(String text) {
        long[] parts = new long[5];
        int at = 0;
        for (int i = 0; i < 3; i++) {
            int end = digits(text, at);
            parts[i] = number(text, at, end);
            at = end;
            if (at >= text.length() || text.charAt(at) != '.') break;
            at++;
        }
        parts[3] = Long.MAX_VALUE;
        if (text.startsWith("-dev", at)) {
            int end = digits(text, at + 4);
            parts[3] = number(text, at + 4, end);
            at = end;
        }
        // A package's suffix, as in `2.6.12-1+deb12u4`, is no number of patches.
        boolean patches = at < text.length() && text.charAt(at) == '-' && digits(text, at + 1) == text.length();
        if (patches) parts[4] = number(text, at + 1, text.length());
        return parts;
    }

    private static int digits(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
        return end;
    }

    private static long number(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to && value < 1L << 50; i++) value = value * 10 + (text.charAt(i) - '0');
        return value;
    }
}
