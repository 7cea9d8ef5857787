package io.hecd.admin.metrics;

import io.hecd.admin.metrics.Scrape.Scope;
import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.RowKind;
import io.hecd.admin.stats.StatsTable;
import io.hecd.discovery.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The whole answer to a scrape. Any thread but the workers: it looks at every server. */
public final class Exposition {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4";

    static final String SCOPES = "global, frontend, listener, backend, server and hecd are known.";

    private static final Map<Scope, RowKind> KINDS = Map.of(
            Scope.FRONTEND, RowKind.FRONTEND,
            Scope.LISTENER, RowKind.LISTENER,
            Scope.BACKEND, RowKind.BACKEND,
            Scope.SERVER, RowKind.SERVER);

    private final StatsTable table;
    private final ProcessMetrics process;
    private final OwnMetrics own;

    /** @param registries those that run now */
    public Exposition(StatsTable table, ProcessTable info, Supplier<List<Registry>> registries) {
        this.table = table;
        this.process = new ProcessMetrics(info);
        this.own = new OwnMetrics(table.balancer(), registries);
    }

    /** Whether the query can be answered; 400 if not. */
    public static boolean understands(String query) {
        return Scrape.of(query).isPresent();
    }

    /** Writes the answer in pieces. */
    public void write(String query, Consumer<byte[]> out) {
        Optional<Scrape> asked = Scrape.of(query);
        if (asked.isEmpty()) return;
        Scrape scrape = asked.get();
        Samples samples = new Samples(out);
        if (scrape.scopes().contains(Scope.GLOBAL)) process.write(samples);
        if (scrape.scopes().stream().anyMatch(KINDS::containsKey)) {
            ProxyMetrics proxies = new ProxyMetrics(table, scrape.noMaint());
            for (Scope scope : scrape.scopes()) {
                RowKind kind = KINDS.get(scope);
                if (kind != null) proxies.write(kind, samples);
            }
        }
        if (scrape.scopes().contains(Scope.HECD)) own.write(samples);
        samples.flush();
    }
}
