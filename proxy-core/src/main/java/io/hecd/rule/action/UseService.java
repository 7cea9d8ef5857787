package io.hecd.rule.action;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.rule.Action;
import io.hecd.rule.ActionLine;
import io.hecd.rule.Outcome;
import io.hecd.traffic.Transaction;
import java.util.Collection;

/**
 * `use-service NAME`: something inside this process answers in place of the servers, after `redirect` lines had their say
 * (manual 4.2, http-request use-service). Which names there are, the parts of the load balancer tell.
 */
final class UseService implements Action {
    private static final String EXPORTER = "prometheus-exporter";

    private final String name;

    private UseService(String name) {
        this.name = name;
    }

    static Action compile(ActionLine action) {
        Line line = action.line();
        Word name = line.takeWord("the name of a service");
        Collection<String> services = action.scope().services();
        if (services.contains(name.text())) return new UseService(name.text());
        if (name.is(EXPORTER))
            throw line.error(name, "there is no service '" + name + "' in this program", "the module admin brings it");
        if (name.text().startsWith("lua."))
            throw line.error(name, "services in Lua are known to HAProxy, not in hecd yet", "");
        throw line.unknown(name, "service", services);
    }

    @Override
    public Outcome run(Transaction transaction) {
        transaction.useService(name);
        return Outcome.ALLOW;
    }
}
