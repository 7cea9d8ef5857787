package io.hecd.backend;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.stats.Averages;
import io.hecd.stats.Counters;
import io.hecd.stats.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend while hecd runs: its servers, the set that is published to the workers, its counters. The control thread
 * changes it through {@link BackendControl}; workers read {@link #servers()}.
 */
public final class Backend {
    private final String name;
    private final byte[] nameBytes;
    private final int id;
    private final Counters counters;
    private final Rate sessionRate;
    private final Averages averages;
    private final Outages outages = new Outages();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();

    private volatile ProxyConfig config;
    private volatile ServerSet servers = new ServerSet(List.of(), new Server[0], new int[0], false);
    private volatile int fullconn;

    public Backend(ProxyConfig config, int workers) {
        this.config = config;
        this.name = config.name();
        this.nameBytes = io.hecd.bytes.Ascii.bytes(config.name());
        this.id = config.id();
        this.counters = new Counters(workers, BackendCounter.values().length);
        this.sessionRate = new Rate(workers);
        this.averages = new Averages(workers);
        this.fullconn = config.settings().get(ProxySettings.FULLCONN);
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

    public ProxyConfig config() {
        return config;
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

    /** When it went from up to down and back, and for how long it was down. */
    public Outages outages() {
        return outages;
    }

    /** The servers as published last. */
    public ServerSet servers() {
        return servers;
    }

    /** Exchanges in this backend now, over all workers. */
    public AtomicInteger inFlight() {
        return inFlight;
    }

    /** Exchanges that wait for a slot now, over all workers: what makes a leaving exchange look for one to wake. */
    public AtomicInteger queued() {
        return queued;
    }

    /**
     * The slots of a server with `minconn`: a number between both that follows the backend's load, reaching maxconn at
     * `fullconn` (manual 5.2, minconn). 0: no limit.
     */
    int slotsBetween(int minconn, int maxconn) {
        if (maxconn == 0) return minconn;
        int now = inFlight.get();
        if (fullconn == 0 || now >= fullconn) return maxconn;
        return Math.max(minconn, (int) ((long) now * maxconn / fullconn));
    }

    /** `fullconn`, or what stands for it; 0: none. */
    public int fullconn() {
        return fullconn;
    }

    // Control thread only.

    void configure(ProxyConfig config, int usualFullconn) {
        this.config = config;
        int told = config.settings().get(ProxySettings.FULLCONN);
        this.fullconn = told > 0 ? told : usualFullconn;
    }

    /** Publishes a set over `all`: active servers, else the first backup, else all of them with `option allbackups`. */
    void publish(List<Server> all, long nowMillis) {
        List<Server> usable = new ArrayList<>();
        for (Server server : all) if (server.isUsable() && !server.isBackup()) usable.add(server);
        boolean backups = usable.isEmpty();
        if (backups) {
            boolean allBackups = config.settings().get(ProxySettings.ALLBACKUPS);
            for (Server server : all)
                if (server.isUsable() && server.isBackup() && (allBackups || usable.isEmpty())) usable.add(server);
        }
        int[] weights = new int[usable.size()];
        for (int i = 0; i < weights.length; i++) weights[i] = effectiveWeight(usable.get(i));
        boolean first = servers.all().isEmpty();
        servers =
                new ServerSet(List.copyOf(all), usable.toArray(new Server[0]), weights, backups && weights.length > 0);
        // Without any server it is up, as its frontend's rules may be all there is.
        boolean down = weights.length == 0 && !all.isEmpty();
        if (first) outages.begin(down, nowMillis);
        else outages.set(down, nowMillis);
    }

    /** Weights are kept in sixteenths, so that slowstart can begin below one; it goes from one sixteenth to all of them. */
    private static int effectiveWeight(Server server) {
        int percent = server.throttlePercent();
        return server.userWeight() * (percent == 100 ? WEIGHT_SCALE : WEIGHT_SCALE * percent / 100 + 1);
    }

    /** One unit of `weight` in {@link ServerSet#weight}. */
    public static final int WEIGHT_SCALE = 16;

    @Override
    public String toString() {
        return name;
    }
}
