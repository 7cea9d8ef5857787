package io.hecd.admin.metrics;

import io.hecd.admin.command.Answer;
import io.hecd.admin.command.Command;
import io.hecd.admin.command.Level;
import io.hecd.admin.command.Refusal;
import io.hecd.admin.command.Request;
import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.StatsTable;
import io.hecd.discovery.registry.Registries;
import io.hecd.health.HealthView;
import io.hecd.runtime.LoadBalancer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * `show metrics [QUERY]`, hecd's own: what the Prometheus exporter answers, on the runtime socket. Made on a thread of its
 * own, so that checks and reloads do not wait for ten thousand servers.
 */
public final class ShowMetrics implements Command {
    private final HealthView health;
    private final Registries registries;
    private @Nullable Exposition exposition;

    public ShowMetrics(HealthView health, Registries registries) {
        this.health = health;
        this.registries = registries;
    }

    @Override
    public String name() {
        return "show metrics";
    }

    @Override
    public String synopsis() {
        return "show metrics [scope=<scope>&no-maint]";
    }

    @Override
    public String description() {
        return "report the statistics in Prometheus' format";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    /** One for the life of the process: it measures idle time between two looks. */
    private Exposition exposition(LoadBalancer balancer) {
        Exposition known = exposition;
        if (known == null)
            exposition = known = new Exposition(
                    new StatsTable(balancer, health),
                    new ProcessTable(balancer),
                    () -> balancer.control().call(registries::all));
        return known;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        String query = request.word(0);
        if (!Exposition.understands(query)) throw new Refusal("Unknown scope; " + Exposition.SCOPES);
        Exposition all = exposition(request.house().context().balancer());
        return Answer.later(CompletableFuture.supplyAsync(
                () -> {
                    StringBuilder text = new StringBuilder();
                    all.write(query, piece -> text.append(new String(piece, StandardCharsets.UTF_8)));
                    return Answer.lines(text);
                },
                work -> {
                    Thread thread = new Thread(work, "hecd-metrics");
                    thread.setDaemon(true);
                    thread.start();
                }));
    }
}
