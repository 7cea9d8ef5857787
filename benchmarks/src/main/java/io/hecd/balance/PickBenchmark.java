package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.traffic.FakeTransaction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does it cost to choose a server and to take and give back its slot, by algorithm and number of servers? */
@State(Scope.Thread)
public class PickBenchmark {
    @Param({"roundrobin", "static-rr", "leastconn", "random", "uri"})
    public String algorithm = "";

    @Param({"4", "1000"})
    public int servers;

    private final FakeTransaction request = FakeTransaction.asking("/static/2026/11/picture-of-a-house.jpg?size=large");

    @SuppressWarnings("NullAway.Init")
    private Picker picker;

    @Setup
    public void prepare() {
        int[] weights = new int[servers];
        for (int i = 0; i < servers; i++) weights[i] = 1 + i % 10;
        Farm farm = Farm.ofWeights(weights);
        // Nobody is idle, which is the long way for leastconn.
        for (int i = 1; i <= servers; i++) farm.server("s" + i).enterAnyway();
        picker = farm.picker(Farm.algorithm(algorithm));
    }

    @Benchmark
    public @Nullable Server pick() {
        Server server = picker.pick(request, null);
        if (server != null && server.enter()) server.leave();
        return server;
    }
}
