package io.hecd.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.traffic.Transaction;
import java.time.ZoneId;

/** Compiles and writes formats for tests. `%[...]` yields its own text, so `%[abc]` is `abc` and `%[]` is missing. */
final class Formats {
    static final LogIdentity IDENTITY = new LogIdentity("vm", "", "haproxy", 4711, ZoneId.of("Europe/Berlin"));

    private Formats() {}

    static LogScope http() {
        return LogScope.http(IDENTITY, Formats::sample);
    }

    static LogScope tcp() {
        return LogScope.tcp(IDENTITY, Formats::sample);
    }

    private static Samples.Sampled sample(String expression, io.hecd.config.text.Position at) {
        byte[] bytes = io.hecd.bytes.Ascii.bytes(expression);
        return (exchange, out) -> {
            int to = out.reserve(bytes.length);
            System.arraycopy(bytes, 0, out.array(), to, bytes.length);
            return bytes.length > 0;
        };
    }

    static LogFormat compile(String text, LogScope scope) {
        Problems problems = new Problems();
        LogFormat format = LogFormat.compile(Word.of(text), LogFormat.Use.LOG, scope, problems);
        assertThat(problems.list()).isEmpty();
        return format;
    }

    static String write(String text, LogScope scope, Transaction exchange) {
        return write(compile(text, scope), exchange);
    }

    static String write(LogFormat format, Transaction exchange) {
        Scratch scratch = new Scratch(16);
        scratch.reserve(3);
        format.write(exchange, scratch);
        return new ByteView().set(scratch.array(), 3, scratch.mark() - 3).toString();
    }
}
