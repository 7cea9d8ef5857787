package io.hecd.log;

import io.hecd.bytes.Scratch;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import java.time.ZoneId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does it cost to write the text of one log line? Sending it is not in it. */
@State(Scope.Thread)
public class LogFormatBenchmark {
    @Param({"httplog", "tcplog", "clf", "json"})
    public String format = "";

    private final FakeExchange exchange = new FakeExchange();
    private final Scratch scratch = new Scratch(1024);

    @SuppressWarnings("NullAway.Init")
    private LogFormat compiled;

    @Setup
    public void prepare() {
        String text = format.equals("httplog")
                ? Presets.HTTPLOG
                : format.equals("tcplog") ? Presets.TCPLOG : Presets.HTTPLOG_CLF;
        LogIdentity identity = new LogIdentity("edge", "", "hecd", 4711, ZoneId.of("Europe/Berlin"));
        Samples none = (expression, at) -> {
            throw new IllegalStateException(expression);
        };
        Problems problems = new Problems();
        LogScope scope = LogScope.http(identity, none);
        compiled = format.equals("json")
                ? JsonFormat.compile(scope)
                : LogFormat.compile(Word.of(text), LogFormat.Use.LOG, scope, problems);
        if (problems.hasErrors()) throw new IllegalStateException(problems.toString());
    }

    @Benchmark
    public int write() {
        int mark = scratch.mark();
        int own = exchange.scratch.mark();
        compiled.write(exchange, scratch);
        int length = scratch.mark() - mark;
        scratch.release(mark);
        exchange.scratch.release(own);
        return length;
    }
}
