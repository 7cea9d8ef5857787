package io.hecd.runtime;

import io.hecd.acl.PatternLists;
import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.text.Problems;
import io.hecd.log.ProcessLog;
import io.hecd.proxy.Occupancy;
import io.hecd.proxy.Worker;
import java.util.List;
import java.util.function.Function;

/**
 * A part that a load balancer is given: health checks, discovery, the operator's socket. Every call is on the control thread.
 */
public interface Subsystem {
    /**
     * What a subsystem works with.
     *
     * @param balancer to be asked for what runs, once everything is bound
     * @param backends the doors to the servers of all backends, in the order of the configuration; then those that came later
     * @param dynamic the door for backends that come and go while hecd runs; the same for all generations
     * @param frontends the doors to the frontends, in the order of the configuration
     * @param workers who carry the traffic: what is asked of them is posted to their loops
     * @param patterns of the ACLs, as the files had them when this configuration was loaded and as they were changed since
     * @param log where sentences about a backend go: its own `log` lines
     */
    record Context(
            LoadBalancer balancer,
            Configuration configuration,
            List<BackendControl> backends,
            Backends dynamic,
            List<FrontendControl> frontends,
            List<Worker> workers,
            Occupancy occupancy,
            PatternLists patterns,
            ControlLoop control,
            Function<Backend, ProcessLog> log) {}

    /** Says what it cannot do of a configuration, before anything changes; an error keeps the configuration out. */
    default void check(Configuration configuration, Problems problems) {}

    /**
     * Opens what may fail, addresses above all, while the configuration before is still in force; an error keeps the new one
     * out. What was opened is used from {@link #start} or {@link #reload} on, or given up by {@link #abandon}.
     */
    default void open(Configuration configuration, ControlLoop control, Problems problems) {}

    /** The configuration cannot run: what was opened for it is not needed. */
    default void abandon() {}

    /**
     * Backends have the servers of their lines, and nothing is accepted for a new configuration yet: whoever brings servers
     * from elsewhere does it here. Before {@link #start} and before each {@link #reload}; takes a second or two at most.
     */
    default void prepare(Context context) {}

    /** Everything is bound; traffic may flow already. */
    void start(Context context);

    /** Another configuration is in force; backends and servers that stayed are the same objects. */
    void reload(Context context);

    /**
     * A backend came while hecd runs, without servers yet. One that came in {@link #prepare} is in the context of the
     * {@link #start} or {@link #reload} that follows instead.
     */
    default void appeared(BackendControl backend) {}

    /** A backend that came while hecd runs takes no new requests any more; its servers go when nothing runs on them. */
    default void vanished(BackendControl backend) {}

    void stop();
}
