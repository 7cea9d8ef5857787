package io.hecd.rule.action;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;

/**
 * `switch-mode http [proto h1]`: a connection of mode tcp goes on as HTTP; the rules behind it are not run (manual 4.2,
 * tcp-request content switch-mode).
 */
final class SwitchMode implements Action {
    private SwitchMode() {}

    static Action compile(ActionLine action) {
        Line line = action.line();
        Word mode = line.takeWord("'http'");
        if (!mode.is("http"))
            throw line.error(mode, "a connection cannot be switched to '" + mode + "'", "only to 'http'");
        if (!action.scope().kind().hasFrontend())
            throw line.error(line.first(), "a backend cannot switch the mode", "it belongs into a frontend");
        if (line.accept("proto")) {
            Word protocol = line.takeWord("a protocol");
            if (protocol.is("h2")) throw line.error(protocol, "'proto h2' is known to HAProxy, not in hecd yet", "");
            if (!protocol.is("h1")) throw line.error(protocol, "'" + protocol + "' is no protocol of clients", "'h1'");
        }
        return new SwitchMode();
    }

    @Override
    public Outcome run(Transaction transaction) {
        transaction.switchToHttp();
        return Outcome.ALLOW;
    }
}
