package io.hecd.admin.stats;

import io.hecd.backend.Server;
import io.hecd.runtime.Proxy;
import io.hecd.stats.Averages;
import org.jspecify.annotations.Nullable;

/** One row of the statistics at one moment: a frontend, a listener, a server or a backend. Confined to whoever asked for it. */
public final class Row {
    private static final Column[] COLUMNS = Column.values();

    private final RowKind kind;
    private final Proxy proxy;
    private final @Nullable Server server;
    private final int id;
    private final @Nullable Object[] cells = new Object[COLUMNS.length];

    private Row(RowKind kind, Proxy proxy, @Nullable Server server, String name, int id) {
        this.kind = kind;
        this.proxy = proxy;
        this.server = server;
        this.id = id;
        put(Column.PXNAME, proxy.config().name());
        put(Column.SVNAME, name);
        put(Column.PID, 1);
        put(Column.IID, proxy.config().id());
        put(Column.SID, id);
        put(Column.TYPE, kind.ordinal());
    }

    static Row of(RowKind kind, Proxy proxy, String name, int id) {
        return new Row(kind, proxy, null, name, id);
    }

    static Row ofProxy(RowKind kind, Proxy proxy) {
        return new Row(kind, proxy, null, kind.serviceName(), 0);
    }

    static Row ofServer(Proxy proxy, Server server) {
        return new Row(RowKind.SERVER, proxy, server, server.name(), server.id());
    }

    public RowKind kind() {
        return kind;
    }

    public Proxy proxy() {
        return proxy;
    }

    /** The server of a row about one. */
    public @Nullable Server server() {
        return server;
    }

    /** Its number within its proxy; 0 for the proxy itself. */
    public int id() {
        return id;
    }

    void put(Column column, long value) {
        assert !column.isText() : column;
        cells[column.ordinal()] = value;
    }

    void put(Column column, String value) {
        assert column.isText() : column;
        cells[column.ordinal()] = value;
    }

    void putTimes(Averages averages) {
        put(Column.QTIME, averages.average(Averages.Time.QUEUE));
        put(Column.CTIME, averages.average(Averages.Time.CONNECT));
        put(Column.RTIME, averages.average(Averages.Time.RESPONSE));
        put(Column.TTIME, averages.average(Averages.Time.TOTAL));
        put(Column.QTIME_MAX, averages.longest(Averages.Time.QUEUE));
        put(Column.CTIME_MAX, averages.longest(Averages.Time.CONNECT));
        put(Column.RTIME_MAX, averages.longest(Averages.Time.RESPONSE));
        put(Column.TTIME_MAX, averages.longest(Averages.Time.TOTAL));
    }

    /** Columns that stay at 0, for what hecd does not have. */
    void putZeros(Column first, Column last) {
        for (int i = first.ordinal(); i <= last.ordinal(); i++) put(COLUMNS[i], 0);
    }

    public boolean has(Column column) {
        return cells[column.ordinal()] != null;
    }

    /** The cell as text; empty where the column does not apply. */
    public String text(Column column) {
        Object cell = cells[column.ordinal()];
        return cell == null ? "" : cell.toString();
    }

    /** The cell as a number; 0 where the column does not apply. */
    public long number(Column column) {
        return cells[column.ordinal()] instanceof Long number ? number : 0;
    }
}
