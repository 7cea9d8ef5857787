package io.hecd.admin.command;

import io.hecd.config.text.Units;
import java.util.concurrent.TimeUnit;

/** `set timeout cli`: how long this conversation may be silent; a bare number is seconds. */
final class SetTimeout implements Command {
    @Override
    public String name() {
        return "set timeout";
    }

    @Override
    public String synopsis() {
        return "set timeout [cli] <delay>";
    }

    @Override
    public String description() {
        return "change a timeout setting";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        if (!request.word(0).equals("cli")) throw new Refusal("'set timeout' only supports 'cli'.");
        String delay = request.word(1);
        if (delay.isEmpty()) throw new Refusal("Expects an integer value.");
        boolean bare = delay.matches("[0-9]+");
        Units.Time time = Units.time(delay, bare ? TimeUnit.SECONDS : TimeUnit.MILLISECONDS);
        if (!time.wrong().isEmpty() || time.value() < 1) throw new Refusal("Invalid timeout value.");
        request.caller().timeout(bare ? TimeUnit.SECONDS.toMillis(time.value()) : time.value());
        return Answer.nothing();
    }
}
