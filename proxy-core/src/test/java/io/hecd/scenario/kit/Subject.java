package io.hecd.scenario.kit;

import io.hecd.runtime.LoadBalancer;
import io.hecd.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** A proxy that a configuration can be run on: hecd, or HAProxy as its twin. */
interface Subject {
    /** The real HAProxy; its time is the machine's, and it has no parts to add. */
    Subject HAPROXY = (configuration, clock, more, ports) -> {
        Haproxy haproxy = Haproxy.start(configuration, ports);
        return haproxy::close;
    };

    Subject HECD = (configuration, clock, more, ports) -> Hecd.start(configuration, clock, more);

    /** Starts it and returns when it listens on `ports`; closing it ends it. */
    Running start(String configuration, Clock clock, List<Consumer<LoadBalancer.Builder>> more, int... ports);

    /** A proxy that runs. */
    interface Running extends AutoCloseable {
        /** What is left over at the end: exchanges, connections; empty when all is as it was. */
        default String leftOver() {
            return "";
        }

        @Override
        void close();
    }
}
