package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import java.util.List;

/**
 * Sends a request and looks at the answer: `option httpchk` with its `http-check` lines (manual 4.2). The first request
 * is that of `option httpchk` with what the `send` line changes in it; a `connect` line begins an exchange of its own.
 */
final class HttpCheck implements Check {
    private static final List<String> KNOWN = List.of("comment", "connect", "disable-on-404", "expect", "send");

    @Override
    public CheckPlan plan(ProxyConfig backend) {
        Lines lines = new Lines(RequestText.of(backend.settings().get(ProxySettings.HTTPCHK)));
        lines.steps.read(backend, "http-check", KNOWN, lines);
        return lines.plan();
    }

    /** What is known while the lines are read. */
    private static final class Lines implements StepLines.Reader {
        private final StepLines steps = new StepLines();
        private final RequestText request;
        private boolean asked;
        private boolean noLbOn404;

        Lines(RequestText request) {
            this.request = request;
        }

        @Override
        public boolean read(String keyword, CheckWords words, int number, String comment) {
            switch (keyword) {
                case "connect" -> {
                    closeExchange();
                    steps.add(steps.connect(words, number, comment));
                }
                case "disable-on-404" -> noLbOn404 = true;
                case "expect" -> expect(words, number, comment);
                case "send" -> send(words, number, comment);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void send(CheckWords words, int number, String comment) {
            if (!steps.connects()) {
                if (asked) throw words.mistake("a second 'send' needs a 'connect' before it", "");
                request.change(words);
                return;
            }
            if (steps.last() instanceof Step.Expect)
                throw words.mistake("a second 'send' needs a 'connect' before it", "");
            RequestText own = RequestText.of(ProxySettings.HTTPCHK.fallback());
            String told = own.change(words);
            steps.add(own.step(number, told.isEmpty() ? comment : told));
        }

        private void expect(CheckWords words, int number, String comment) {
            if (steps.connects() && steps.last() instanceof Step.Connect)
                throw words.mistake("'expect' needs a 'send' before it", "");
            asked = true;
            steps.add(Expectation.read(words, number, comment, true));
        }

        /** A request whose answer no line judges is judged by the standard. */
        private void closeExchange() {
            if (!steps.isEmpty() && steps.last() instanceof Step.Send) steps.add(Expectation.alive());
        }

        CheckPlan plan() {
            boolean written = steps.connects();
            if (written) {
                closeExchange();
                return new CheckPlan(steps.withConnection(), "", true, noLbOn404);
            }
            StepLines whole = new StepLines();
            whole.add(request.step(0, ""));
            if (steps.isEmpty()) whole.add(Expectation.alive());
            for (Step step : steps.all()) whole.add(step);
            return new CheckPlan(whole.withConnection(), "", true, noLbOn404);
        }
    }
}
