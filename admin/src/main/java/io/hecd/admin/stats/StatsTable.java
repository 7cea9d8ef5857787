package io.hecd.admin.stats;

import io.hecd.admin.stats.ServerRows.Standing;
import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.health.HealthView;
import io.hecd.listener.Listener;
import io.hecd.proxy.Frontend;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The statistics as rows, read anew from the load balancer each time: proxies in the order of the configuration, of each its
 * frontend, its listeners (`option socket-stats`), its servers, its backend. Any thread but the workers.
 */
public final class StatsTable {
    private final LoadBalancer balancer;
    private final HealthView health;

    public StatsTable(LoadBalancer balancer, HealthView health) {
        this.balancer = balancer;
        this.health = health;
    }

    public LoadBalancer balancer() {
        return balancer;
    }

    public HealthView health() {
        return health;
    }

    /** Whether the filter names a proxy that is there; `show stat` says "No such proxy." otherwise. */
    public boolean knows(RowFilter filter) {
        for (Proxy proxy : balancer.proxies())
            if (filter.wants(proxy.config().name(), proxy.config().id())) return true;
        return false;
    }

    public List<Row> rows(RowFilter filter) {
        List<Row> rows = new ArrayList<>();
        each(filter, rows::add);
        return rows;
    }

    /** Gives row after row, without keeping them: there may be many thousand. */
    public void each(RowFilter filter, Consumer<Row> to) {
        for (Proxy proxy : balancer.proxies())
            if (filter.wants(proxy.config().name(), proxy.config().id())) each(proxy, filter, to);
    }

    /** The rows of one proxy. */
    public void each(Proxy proxy, RowFilter filter, Consumer<Row> to) {
        Moment now = new Moment(
                balancer.clock().nanos(),
                balancer.clock().wallMillis(),
                balancer.occupancy().isDraining());
        Frontend frontend = proxy.frontend();
        if (frontend != null) frontend(proxy, frontend, filter, now, to);
        BackendControl backend = proxy.backend();
        if (backend != null) backend(proxy, backend, filter, now, to);
    }

    private static void frontend(Proxy proxy, Frontend frontend, RowFilter filter, Moment now, Consumer<Row> to) {
        if (filter.wants(RowKind.FRONTEND) && filter.wantsId(0)) to.accept(FrontendRows.row(proxy, frontend, now));
        if (!filter.wants(RowKind.LISTENER)) return;
        int number = 0;
        for (Listener listener : proxy.listeners()) {
            int id = FrontendRows.number(listener, ++number);
            if (listener.counters() != null && filter.wantsId(id))
                to.accept(FrontendRows.row(proxy, listener, id, now, filter.legends()));
        }
    }

    private void backend(Proxy proxy, BackendControl control, RowFilter filter, Moment now, Consumer<Row> to) {
        List<Server> servers = control.backend().servers().all();
        int up = 0;
        for (Server server : servers) {
            Standing standing = ServerRows.standing(server, health.of(server));
            if (!standing.isDown()) up++;
            if (!filter.wants(RowKind.SERVER) || !filter.wantsId(server.id())) continue;
            if (filter.up() && standing.isDown() || filter.noMaint() && standing.isMaint()) continue;
            to.accept(ServerRows.row(proxy, server, standing, now, filter.legends()));
        }
        if (!filter.wants(RowKind.BACKEND) || !filter.wantsId(0)) return;
        Row row = BackendRows.row(proxy, control.backend(), now, filter.legends());
        if (filter.up() || filter.noMaint())
            row.put(Column.STATUS, row.text(Column.STATUS) + " (" + up + "/" + servers.size() + ")");
        to.accept(row);
    }
}
