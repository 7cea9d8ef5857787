package io.hecd.health.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What an `expect` line looks for (manual 4.2, tcp-check expect and http-check expect). Immutable. */
sealed interface Pattern {
    /** How the log names it while it is waited for: "string '+PONG'", "regex". */
    String words();

    /** How the log names it when it was not found: "content '+PONG'", "content (regex)". */
    default String mismatch() {
        return "content (" + words() + ")";
    }

    /** Something in the bytes received, or in the body of an HTTP answer. */
    sealed interface OfContent extends Pattern {
        boolean isIn(byte[] content, int length);

        /** Bytes without which it cannot match; 0 when unknown. */
        default int length() {
            return 0;
        }
    }

    /** Something about the status of an HTTP answer. */
    sealed interface OfStatus extends Pattern {
        boolean accepts(int status);
    }

    /** `string`, or `binary` when written in hexadecimal digits. */
    @SuppressWarnings("ArrayRecordComponent") // made once while loading, compared never
    record Literal(byte[] bytes, boolean binary) implements OfContent {
        @Override
        public String words() {
            return (binary ? "binary" : "string") + " '" + new String(bytes, StandardCharsets.ISO_8859_1) + "'";
        }

        @Override
        public String mismatch() {
            return binary ? "content (binary)" : "content '" + new String(bytes, StandardCharsets.ISO_8859_1) + "'";
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public boolean isIn(byte[] content, int length) {
            for (int at = 0; at + bytes.length <= length; at++)
                if (Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length)) return true;
            return false;
        }
    }

    /** `rstring`; `rbinary` looks at the content in upper-case hexadecimal digits. */
    record Regex(java.util.regex.Pattern regex, boolean binary) implements OfContent {
        @Override
        public String words() {
            return binary ? "binary regex" : "regex";
        }

        @Override
        public boolean isIn(byte[] content, int length) {
            String text = binary
                    ? HexFormat.of().withUpperCase().formatHex(content, 0, length)
                    : new String(content, 0, length, StandardCharsets.ISO_8859_1);
            return regex.matcher(text).find();
        }
    }

    /** `status 200,301-399`. */
    record Statuses(List<Range> ranges) implements OfStatus {
        record Range(int from, int to) {}

        static final Statuses ALIVE = new Statuses(List.of(new Range(200, 399)));

        @Override
        public String words() {
            return "HTTP status codes";
        }

        @Override
        public boolean accepts(int status) {
            for (Range range : ranges) if (status >= range.from && status <= range.to) return true;
            return false;
        }
    }

    /** `rstatus ^[23]`. */
    record StatusRegex(java.util.regex.Pattern regex) implements OfStatus {
        @Override
        public String words() {
            return "HTTP status regex";
        }

        @Override
        public boolean accepts(int status) {
            return regex.matcher(Integer.toString(status)).find();
        }
    }
}
