package io.hecd.scenario.kit;

import io.hecd.proxy.Worker;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.LoadBalancer;
import io.hecd.time.Clock;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** hecd as the proxy under test, in this JVM. */
final class Hecd implements Subject.Running {
    private final LoadBalancer loadBalancer;

    private Hecd(LoadBalancer loadBalancer) {
        this.loadBalancer = loadBalancer;
    }

    static Hecd start(String configuration, Clock clock, List<Consumer<LoadBalancer.Builder>> more) {
        try {
            LoadBalancer.Builder builder =
                    LoadBalancer.builder().configuration(configuration).clock(clock);
            for (Consumer<LoadBalancer.Builder> part : more) part.accept(builder);
            Hecd hecd = new Hecd(builder.start());
            if (clock instanceof FakeClock fake) fake.onJump(hecd::runTimers);
            return hecd;
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    LoadBalancer loadBalancer() {
        return loadBalancer;
    }

    /** Fires what is due on every loop, and waits until that is done. */
    private void runTimers() {
        EventLoop control = loadBalancer.control().loop();
        try {
            control.submit(loadBalancer.control()::runTimers).syncUninterruptibly();
            for (Worker worker : loadBalancer.workers())
                worker.loop().submit(worker::runTimers).syncUninterruptibly();
        } catch (RejectedExecutionException e) {
            // it has stopped, perhaps because of what was due
        }
    }

    @Override
    public String leftOver() {
        int connections = loadBalancer.occupancy().connections().get();
        int exchanges = loadBalancer.occupancy().exchanges().get();
        return connections == 0 && exchanges == 0
                ? ""
                : connections + " connections and " + exchanges + " exchanges in hecd";
    }

    @Override
    public void close() {
        loadBalancer.stop();
    }
}
