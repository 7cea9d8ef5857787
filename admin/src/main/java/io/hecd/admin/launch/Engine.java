package io.hecd.admin.launch;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;

/** What a process needs of the load balancer inside it. {@link Wiring} supplies the real one. */
interface Engine {
    /** Makes engines; all listeners of one that is returned are bound. */
    interface Starter {
        /** @throws Refused when there is an error, or nothing to listen on */
        Engine start(List<Source> sources, Environment environment, Problems notes) throws Refused;

        /** Reads and checks everything short of binding. */
        Examined examine(List<Source> sources, Environment environment);
    }

    /**
     * What a configuration is, without running it.
     *
     * @param listens whether there is any address to listen on
     */
    record Examined(Problems problems, ProcessWords words, boolean listens) {}

    /** A configuration that cannot run, with all that is wrong with it. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problems problems;

        Refused(String message, Problems problems) {
            super(message, null, false, false);
            this.problems = problems;
        }

        Problems problems() {
            return problems;
        }
    }

    ProcessWords words();

    /** Replaces what differs. With an error nothing has changed. */
    Problems reload(List<Source> sources);

    /** No new connections; ends when the last one has ended, or after `hard-stop-after`. */
    void drain();

    void stop();

    void awaitEnd() throws InterruptedException;
}
