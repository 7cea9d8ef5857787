package io.hecd.admin.stats;

import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.Settings;
import io.hecd.names.Identity;
import io.hecd.net.Descriptors;
import io.hecd.proxy.Occupancy;
import io.hecd.proxy.Worker;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Proxy;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** `show info`: the process in figures, read anew each time (management 9.3). Any thread but the workers. */
public final class ProcessTable {
    private final LoadBalancer balancer;
    private final IdleShare idle = new IdleShare();

    public ProcessTable(LoadBalancer balancer) {
        this.balancer = balancer;
    }

    /**
     * One line.
     *
     * @param exact the value with its fraction, for `show info float`; the same as `value` where there is none
     */
    public record Field(
            int position, String name, String tag, String type, String description, String value, String exact) {}

    /** Collects fields in order; a skipped position is one that HAProxy fills only where it is built so. */
    private static final class Fields {
        private final List<Field> all = new ArrayList<>();
        private int position;

        void add(String name, String tag, String type, String value, String description) {
            all.add(new Field(position++, name, tag, type, description, value, value));
        }

        void add(String name, String tag, String type, long value, String description) {
            add(name, tag, type, Long.toString(value), description);
        }

        void addExact(String name, String tag, long millis, String description) {
            String exact = String.format(Locale.ROOT, "%.6f", millis / 1000.0);
            all.add(new Field(position++, name, tag, "u32", description, Long.toString(millis / 1000), exact));
        }

        void zeros(String tag, String type, String... namesAndDescriptions) {
            for (int i = 0; i < namesAndDescriptions.length; i += 2)
                add(namesAndDescriptions[i], tag, type, "0", namesAndDescriptions[i + 1]);
        }

        void skip(int positions) {
            position += positions;
        }
    }

    public List<Field> fields() {
        Fields fields = new Fields();
        product(fields);
        limits(fields);
        connections(fields);
        tls(fields);
        work(fields);
        output(fields);
        return fields.all;
    }

    private void product(Fields fields) {
        long up = balancer.clock().wallMillis() - balancer.startedAtMillis();
        fields.add("Name", "POS", "str", "HAProxy", "name that programs know; see Build info");
        fields.add("Version", "POS", "str", Identity.FULL_VERSION, "HAProxy whose interfaces these are");
        fields.add("Release_date", "POS", "str", Identity.RELEASE_DATE, "date of this version");
        fields.add("Nbthread", "CGS", "u32", balancer.workers().size(), "workers");
        fields.add("Nbproc", "CGS", "u32", 1, "processes: 1");
        fields.add("Process_num", "KGP", "u32", 1, "number of this process: 1");
        fields.add("Pid", "SGP", "u32", ProcessHandle.current().pid(), "number of this process in the system");
        fields.add("Uptime", "MDP", "str", uptime(up / 1000), "time since the start");
        fields.addExact("Uptime_sec", "MDP", up, "seconds since the start");
    }

    /** As programs read it: "1d 2h03m04s". */
    public static String uptime(long seconds) {
        return String.format(
                Locale.ROOT,
                "%dd %dh%02dm%02ds",
                seconds / 86_400,
                seconds / 3600 % 24,
                seconds / 60 % 60,
                seconds % 60);
    }

    private void limits(Fields fields) {
        Runtime machine = Runtime.getRuntime();
        long committed = machine.totalMemory();
        long used = committed - machine.freeMemory();
        fields.add("Memmax_MB", "CLP", "u32", machine.maxMemory() >> 20, "most heap, in MB");
        fields.add("PoolAlloc_MB", "MGP", "u32", committed >> 20, "heap taken from the system, in MB");
        fields.add("PoolUsed_MB", "MGP", "u32", used >> 20, "heap in use, in MB");
        fields.add("PoolFailed", "MCP", "u32", 0, "allocations that failed");
        fields.add("Ulimit-n", "CLP", "u32", Descriptors.limit(), "limit of descriptors");
        fields.add("Maxsock", "CLP", "u32", Descriptors.limit(), "limit of sockets");
        fields.add("Maxconn", "CLP", "u32", balancer.occupancy().limit(), "limit of connections");
        fields.add("Hard_maxconn", "CLP", "u32", balancer.occupancy().limit(), "limit of connections");
    }

    private void connections(Fields fields) {
        Occupancy occupancy = balancer.occupancy();
        fields.add("CurrConns", "MGP", "u32", occupancy.connections().get(), "connections of clients now");
        fields.add("CumConns", "MCP", "u32", occupancy.connectionsEver(), "connections of clients so far");
        fields.add("CumReq", "MCP", "u32", occupancy.exchangesEver(), "requests and tcp sessions so far");
        fields.zeros("MMP", "u32", "MaxSslConns", "limit of TLS connections");
        fields.zeros("MGP", "u32", "CurrSslConns", "TLS connections now");
        fields.zeros("MCP", "u32", "CumSslConns", "TLS connections so far");
        fields.zeros("CLP", "u32", "Maxpipes", "limit of kernel pipes");
        fields.zeros("MGP", "u32", "PipesUsed", "kernel pipes in use", "PipesFree", "kernel pipes kept");
        long now = balancer.clock().nanos();
        fields.add("ConnRate", "MRP", "u32", occupancy.connectionRate().perSecond(now), "connections a second");
        fields.zeros("CLP", "u32", "ConnRateLimit", "limit of connections a second");
        fields.add("MaxConnRate", "MMP", "u32", occupancy.connectionRate().highest(), "most connections in a second");
        fields.add("SessRate", "MRP", "u32", occupancy.sessionRate().perSecond(now), "sessions a second");
        fields.zeros("CLP", "u32", "SessRateLimit", "limit of sessions a second");
        fields.add("MaxSessRate", "MRP", "u32", occupancy.sessionRate().highest(), "most sessions in a second");
    }

    private static void tls(Fields fields) {
        fields.zeros("MRP", "u32", "SslRate", "TLS connections a second");
        fields.zeros("CLP", "u32", "SslRateLimit", "limit of TLS connections a second");
        fields.zeros("MMP", "u32", "MaxSslRate", "most TLS connections in a second");
        fields.zeros("MGP", "u32", "SslFrontendKeyRate", "TLS keys a second, of clients");
        fields.zeros("MMP", "u32", "SslFrontendMaxKeyRate", "most TLS keys in a second, of clients");
        fields.zeros("MGP", "u32", "SslFrontendSessionReuse_pct", "share of TLS sessions resumed");
        fields.zeros("MRP", "u32", "SslBackendKeyRate", "TLS keys a second, of servers");
        fields.zeros("MMP", "u32", "SslBackendMaxKeyRate", "most TLS keys in a second, of servers");
        fields.zeros(
                "MCP", "u32", "SslCacheLookups", "TLS sessions looked up", "SslCacheMisses", "TLS sessions missed");
        fields.zeros("MRP", "u32", "CompressBpsIn", "bytes a second to the compressor");
        fields.zeros("MRP", "u32", "CompressBpsOut", "bytes a second from the compressor");
        fields.zeros("CLP", "u32", "CompressBpsRateLim", "limit of bytes a second from the compressor");
        fields.skip(2);
    }

    private void work(Fields fields) {
        Occupancy occupancy = balancer.occupancy();
        Settings global = balancer.global();
        int listeners = 0;
        for (Proxy proxy : balancer.proxies()) listeners += proxy.listeners().size();
        int connections = occupancy.connections().get();
        long nanos = balancer.clock().nanos();
        fields.add("Tasks", "MGP", "u32", connections + occupancy.exchanges().get(), "connections and exchanges");
        fields.add("Run_queue", "MGP", "u32", waitingTasks(), "tasks that wait for a worker");
        fields.add("Idle_pct", "MaP", "u32", idle.percent(balancer.workers(), nanos), "idle time of the workers");
        fields.add("node", "COS", "str", node(global), "name of this machine");
        String description = global.get(GlobalSettings.DESCRIPTION);
        if (description.isEmpty()) fields.skip(1);
        else fields.add("description", "COS", "str", description, "what the configuration says of it");
        fields.add("Stopping", "MGP", "u32", occupancy.isDraining() ? 1 : 0, "1 while it ends");
        fields.add("Jobs", "MGP", "u32", connections + listeners, "connections and listeners");
        fields.zeros("MGP", "u32", "Unstoppable Jobs", "what an end does not wait for");
        fields.add("Listeners", "MGP", "u32", listeners, "listeners");
        fields.zeros("MGP", "u32", "ActivePeers", "peers that are known", "ConnectedPeers", "peers that are connected");
        fields.add("DroppedLogs", "MGP", "u32", balancer.droppedLogs(), "log lines that nobody took");
        fields.zeros(
                "MGP",
                "u32",
                "BusyPolling",
                "1 while it spins instead of waiting",
                "FailedResolutions",
                "names that were not found");
    }

    private long waitingTasks() {
        long waiting = 0;
        for (Worker worker : balancer.workers())
            if (worker.loop() instanceof SingleThreadEventExecutor loop) waiting += loop.pendingTasks();
        return waiting;
    }

    /** `node`, else the name of the machine (manual 3.1). */
    public static String node(Settings global) {
        String told = global.get(GlobalSettings.NODE);
        if (!told.isEmpty()) return told;
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return "localhost";
            }
        }
    }

    private void output(Fields fields) {
        Occupancy occupancy = balancer.occupancy();
        Runtime machine = Runtime.getRuntime();
        long committed = machine.totalMemory();
        fields.add("TotalBytesOut", "MGP", "u64", occupancy.bytesOutEver(), "bytes sent so far");
        fields.zeros("MGP", "u64", "TotalSplicdedBytesOut", "bytes sent through a kernel pipe");
        long rate = occupancy.bytesOut().perSecond(balancer.clock().nanos());
        fields.add("BytesOutRate", "MRP", "u64", rate, "bytes sent in a second");
        fields.zeros("MGP", "u32", "DebugCommandsIssued", "debugging commands given");
        fields.zeros("MCP", "u32", "CumRecvLogs", "log lines received");
        String build = Identity.PRODUCT + " " + Identity.VERSION;
        fields.add("Build info", "POS", "str", build, "program and its version");
        fields.add("Memmax_bytes", "CLP", "u32", machine.maxMemory(), "most heap");
        fields.add("PoolAlloc_bytes", "MGP", "u64", committed, "heap taken from the system");
        fields.add("PoolUsed_bytes", "MGP", "u64", committed - machine.freeMemory(), "heap in use");
        fields.addExact("Start_time_sec", "MDP", balancer.startedAtMillis(), "when it started");
        fields.add("Tainted", "SGP", "str", "0", "experimental features in use");
    }

    /** `show info`, `show info desc`, `show info float`. */
    public void plain(boolean described, boolean exact, StringBuilder out) {
        for (Field field : fields()) {
            out.append(field.name()).append(": ").append(exact ? field.exact() : field.value());
            if (described) out.append(":\"").append(field.description()).append('"');
            out.append('\n');
        }
    }

    /** `show info typed`. */
    public void typed(boolean described, boolean exact, StringBuilder out) {
        for (Field field : fields()) {
            String value = exact ? field.exact() : field.value();
            boolean fraction = exact && !field.exact().equals(field.value());
            out.append(field.position()).append('.').append(field.name()).append(".1:");
            out.append(field.tag()).append(':').append(fraction ? "flt" : field.type());
            out.append(':').append(value);
            if (described) out.append(":\"").append(field.description()).append('"');
            out.append('\n');
        }
    }

    /** `show info json`. */
    public void json(StringBuilder out) {
        char before = '[';
        for (Field field : fields()) {
            out.append(before).append('{');
            before = ',';
            Tags.json(field.position(), field.name(), field.tag(), field.type(), field.value(), out);
        }
        out.append("]\n");
    }
}
