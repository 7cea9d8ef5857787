package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.text.Word;
import io.hecd.http.Method;
import java.util.List;

/**
 * Connects, and with `option tcp-check` goes through the `tcp-check` lines: connect, send, send-binary, expect
 * (manual 4.2). Without such lines a connection is enough.
 */
final class TcpCheck implements Check {
    private static final List<String> KNOWN = List.of("comment", "connect", "expect", "send", "send-binary");

    private final boolean lines;

    /** @param lines false for the plain check of a backend that asks for no other */
    TcpCheck(boolean lines) {
        this.lines = lines;
    }

    @Override
    public CheckPlan plan(ProxyConfig backend) {
        if (!lines) return CheckPlan.CONNECT;
        StepLines steps = new StepLines();
        steps.read(backend, "tcp-check", KNOWN, (keyword, words, number, comment) -> {
            switch (keyword) {
                case "connect" -> steps.add(steps.connect(words, number, comment));
                case "expect" -> steps.add(Expectation.read(words, number, comment, false));
                case "send" -> steps.add(send(words, words.argument(keyword).bytes(), number, comment));
                case "send-binary" -> steps.add(send(words, words.hexadecimal(keyword), number, comment));
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new CheckPlan(steps.withConnection(), "tcp-check", !steps.isEmpty(), false);
    }

    private static Step.Send send(CheckWords words, byte[] bytes, int number, String comment) {
        Word told = words.accept("comment") ? words.argument("comment") : Word.of(comment);
        return new Step.Send(number, told.text(), bytes, Method.OTHER);
    }
}
