package io.hecd.backend;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.stats.Averages;
import io.hecd.stats.Counters;
import io.hecd.stats.Histogram;
import io.hecd.stats.Rate;
import io.hecd.traffic.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server of a backend while hecd runs: its address, state and counters. It outlives reloads and changes of address.
 * Volatile fields are written by the control thread only and read by anybody; in-flight slots are atomics that all workers
 * share, since `maxconn` is a promise about all of them.
 */
public final class Server {
    private final Backend backend;
    private final String name;
    private final byte[] nameBytes;
    private final int id;
    private final Counters counters;
    private final Rate sessionRate;
    private final Averages averages;
    private final Histogram responseTimes;
    private final Outages outages = new Outages();

    /** Requests (or tcp connections) that hold a slot now, over all workers. */
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Those who wait for this server and no other, over all workers. */
    private final AtomicInteger queued = new AtomicInteger();
    /** Idle connections, one pool per worker, each touched by its worker only. */
    private final Pool[] pools;

    private volatile ServerConfig config;
    private volatile int maxconn;
    private volatile int minconn;
    private volatile boolean backup;
    private volatile int poolMaxConn;
    private volatile int maxReuse;
    private volatile SocketAddress address;
    private volatile @Nullable SocketAddress source;
    private volatile int tcpUserTimeoutMillis;
    private volatile Endpoint endpoint;
    private volatile int userWeight;
    private volatile int adminState;
    private volatile OperState operState = OperState.RUNNING;
    /** 0 .. 100: the share of its weight and of its slots that counts, below 100 during slowstart. */
    private volatile int throttlePercent = 100;
    /** Wall-clock milliseconds of the last change of state. */
    private volatile long changedAtMillis;
    /** What brought its state about, in a few words. */
    private volatile String why = "";

    public Server(Backend backend, int id, ServerConfig config, SocketAddress address, int workers) {
        this.backend = backend;
        this.name = config.name();
        this.nameBytes = io.hecd.bytes.Ascii.bytes(config.name());
        this.id = id;
        this.config = config;
        limits(config);
        this.address = address;
        this.endpoint = Endpoint.of(address);
        this.userWeight = config.settings().get(ServerSettings.WEIGHT);
        // As if an operator had said so as well: one command brings it back, and a reload does not.
        int disabled =
                config.settings().get(ServerSettings.DISABLED) ? AdminState.CONFIG_MAINT | AdminState.FORCED_MAINT : 0;
        this.adminState = disabled | AdminState.resolution(address);
        this.pools = new Pool[workers];
        for (int i = 0; i < workers; i++) pools[i] = new Pool();
        this.counters = new Counters(workers, ServerCounter.values().length);
        this.sessionRate = new Rate(workers);
        this.averages = new Averages(workers);
        this.responseTimes = new Histogram(workers);
    }

    public Backend backend() {
        return backend;
    }

    public String name() {
        return name;
    }

    public byte[] nameBytes() {
        return nameBytes;
    }

    public int id() {
        return id;
    }

    public ServerConfig config() {
        return config;
    }

    /** The local address to connect from (manual 5.2, source), or null for the kernel's choice. */
    public @Nullable SocketAddress source() {
        return source;
    }

    /** How long sent data may stay unacknowledged (manual 5.2, tcp-ut); 0 for the kernel's own limit. */
    public int tcpUserTimeoutMillis() {
        return tcpUserTimeoutMillis;
    }

    public SocketAddress address() {
        return address;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public boolean isBackup() {
        return backup;
    }

    /** `pool-max-conn`: idle connections that a worker keeps at most; below 0 without a limit. */
    public int poolMaxConn() {
        return poolMaxConn;
    }

    /** `max-reuse`: exchanges that a connection carries after its first at most; below 0 without a limit. */
    public int maxReuse() {
        return maxReuse;
    }

    public int userWeight() {
        return userWeight;
    }

    public int throttlePercent() {
        return throttlePercent;
    }

    public int adminState() {
        return adminState;
    }

    public OperState operState() {
        return operState;
    }

    public long changedAtMillis() {
        return changedAtMillis;
    }

    /** Why its state is what it is: the last check that changed it, or who took it out. Empty for one that was never changed. */
    public String why() {
        return why;
    }

    public Counters counters() {
        return counters;
    }

    public Rate sessionRate() {
        return sessionRate;
    }

    public Averages averages() {
        return averages;
    }

    /** From a connection to the head of an answer, of each exchange. */
    public Histogram responseTimes() {
        return responseTimes;
    }

    /** When it went down and came back, by checks or by an operator. */
    public Outages outages() {
        return outages;
    }

    /** It is down or in maintenance, and what runs on it is not to go on (`on-marked-down shutdown-sessions`, manual 5.2). */
    public boolean shutsSessionsDown() {
        return isDown() && !config.settings().get(ServerSettings.ON_MARKED_DOWN).isEmpty();
    }

    private boolean isDown() {
        return operState == OperState.STOPPED || (adminState & AdminState.MAINT) != 0;
    }

    /** Whether new requests may be balanced to it: running, not in maintenance, not drained, weight above 0. */
    public boolean isUsable() {
        return operState != OperState.STOPPED
                && (adminState & (AdminState.MAINT | AdminState.DRAIN)) == 0
                && operState != OperState.STOPPING
                && userWeight > 0;
    }

    public AtomicInteger queued() {
        return queued;
    }

    /** How many workers there are, each with a pool of its own. */
    public int workers() {
        return pools.length;
    }

    /** The idle connections of a worker: for that worker only; others may ask how many they are. */
    public Pool pool(int worker) {
        return pools[worker];
    }

    /** `maxconn`, 0: no limit. */
    public int maxconn() {
        return maxconn;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /**
     * The largest number of slots now: `maxconn`, or between `minconn` and it by the backend's load; of these only a share
     * during slowstart. 0: no limit.
     */
    public int slots() {
        int limit = minconn == 0 ? maxconn : backend.slotsBetween(minconn, maxconn);
        int percent = throttlePercent;
        return percent == 100 || limit == 0 ? limit : Math.max(1, (int) ((long) limit * percent / 100));
    }

    /** Whether all slots are taken at this moment. */
    public boolean isFull() {
        int limit = slots();
        return limit != 0 && inFlight.get() >= limit;
    }

    /** Takes a slot if one is free. The caller gives it back with {@link #leave}. Any worker. */
    public boolean enter() {
        int limit = slots();
        if (limit == 0) {
            inFlight.incrementAndGet();
            return true;
        }
        for (int now; (now = inFlight.get()) < limit; ) if (inFlight.compareAndSet(now, now + 1)) return true;
        return false;
    }

    /** Takes a slot whether or not one is free: a request that a full server must take all the same. */
    public void enterAnyway() {
        inFlight.incrementAndGet();
    }

    public void leave() {
        int now = inFlight.decrementAndGet();
        assert now >= 0 : name + " gave back a slot that nobody held";
    }

    // Changes: control thread only, through BackendControl, which publishes a new ServerSet afterwards.

    void configure(ServerConfig config) {
        this.config = config;
        limits(config);
    }

    /** What is read per request is kept as plain numbers. */
    private void limits(ServerConfig config) {
        maxconn = config.settings().get(ServerSettings.MAXCONN);
        minconn = config.settings().get(ServerSettings.MINCONN);
        backup = config.settings().get(ServerSettings.BACKUP);
        poolMaxConn = config.settings().get(ServerSettings.POOL_MAX_CONN);
        maxReuse = config.settings().get(ServerSettings.MAX_REUSE);
        source = source(config.settings().get(ServerSettings.SOURCE));
        tcpUserTimeoutMillis =
                (int) Math.max(0, Math.min(Integer.MAX_VALUE, config.settings().get(ServerSettings.TCP_UT)));
    }

    private static @Nullable SocketAddress source(Address.Inet from) {
        boolean any = from.host().isEmpty() || from.host().equals("*");
        if (any && from.port() == 0) return null;
        return any ? new InetSocketAddress(from.port()) : new InetSocketAddress(from.host(), from.port());
    }

    /** `set maxconn server`: until the next reload. */
    void maxconn(int maxconn) {
        this.maxconn = maxconn;
    }

    void address(SocketAddress address) {
        this.address = address;
        this.endpoint = Endpoint.of(address);
    }

    void userWeight(int weight) {
        this.userWeight = weight;
    }

    void throttlePercent(int percent) {
        this.throttlePercent = percent;
    }

    void adminState(int bits, long nowMillis) {
        this.adminState = bits;
        this.changedAtMillis = nowMillis;
        outages.set(isDown(), nowMillis);
    }

    void operState(OperState state, long nowMillis) {
        this.operState = state;
        this.changedAtMillis = nowMillis;
        outages.set(isDown(), nowMillis);
    }

    void why(String why) {
        this.why = why;
    }

    @Override
    public String toString() {
        return backend.name() + "/" + name;
    }
}
