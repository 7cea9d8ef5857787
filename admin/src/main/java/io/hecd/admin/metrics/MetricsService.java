package io.hecd.admin.metrics;

import io.hecd.admin.stats.AnswerThread;
import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.StatsTable;
import io.hecd.discovery.registry.Registries;
import io.hecd.health.HealthView;
import io.hecd.proxy.Service;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Subsystem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * `http-request use-service prometheus-exporter`: the exposition over HTTP, at whatever path the rule is for. Answers are
 * made one after the other on a thread of their own, never on a worker.
 */
public final class MetricsService implements Service, Subsystem {
    /** What rules call it. */
    public static final String NAME = "prometheus-exporter";

    private final HealthView health;
    private final Registries registries;
    private final AnswerThread thread = new AnswerThread("hecd-exporter", "metrics");
    private volatile @Nullable Exposition exposition;

    public MetricsService(HealthView health, Registries registries) {
        this.health = health;
        this.registries = registries;
    }

    @Override
    public void start(Context context) {
        LoadBalancer balancer = context.balancer();
        exposition = new Exposition(
                new StatsTable(balancer, health),
                new ProcessTable(balancer),
                () -> balancer.control().call(registries::all));
    }

    @Override
    public void reload(Context context) {}

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public void answer(Query query, Consumer<Reply> then) {
        thread.answer(() -> answer(query.target()), MetricsService::text, then);
    }

    /** Any method will do, as in HAProxy's exporter. */
    private Reply answer(String target) {
        Exposition now = exposition;
        if (now == null) return text(503, "The metrics are not there yet.\n");
        String query = target.substring(target.indexOf('?') + 1);
        if (query.length() == target.length()) query = "";
        if (!Exposition.understands(query)) return text(400, "Unknown scope; " + Exposition.SCOPES + "\n");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        now.write(query, body::writeBytes);
        return reply(200, Exposition.CONTENT_TYPE, body.toByteArray());
    }

    private static Reply text(int status, String text) {
        return reply(status, "text/plain", text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Reply reply(int status, String type, byte[] body) {
        return new Reply(
                status, List.of(new Header("cache-control", "no-cache"), new Header("content-type", type)), body);
    }
}
