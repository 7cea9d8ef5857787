package io.hecd.runtime;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.config.model.Configuration;
import io.hecd.config.text.Problems;
import io.hecd.log.ProcessLog;
import java.util.List;
import java.util.function.Function;

/**
 * A part that a load balancer is given: health checks, discovery, the operator's socket. Every call is on the control thread.
 */
public interface Subsystem {
    /**
     * What a subsystem works with.
     *
     * @param backends the doors to the servers of all backends, in the order of the configuration
     * @param log where sentences about a backend go: its own `log` lines
     */
    record Context(
            Configuration configuration,
            List<BackendControl> backends,
            ControlLoop control,
            Function<Backend, ProcessLog> log) {}

    /** Says what it cannot do of a configuration, before anything changes; an error keeps the configuration out. */
    default void check(Configuration configuration, Problems problems) {}

    /**
     * Backends have the servers of their lines, and nothing is accepted for a new configuration yet: whoever brings servers
     * from elsewhere does it here. Before {@link #start} and before each {@link #reload}; takes a second or two at most.
     */
    default void prepare(Context context) {}

    /** Everything is bound; traffic may flow already. */
    void start(Context context);

    /** Another configuration is in force; backends and servers that stayed are the same objects. */
    void reload(Context context);

    void stop();
}
