package io.hecd.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.Server;
import io.hecd.traffic.FakeTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastConnTest {
    private final FakeTransaction request = FakeTransaction.asking("/");

    @Test
    void connections_that_stay_are_spread_as_in_haproxy() {
        // The sequences are those of HAProxy 2.6 for connections that are opened one by one and stay.
        assertThat(staying(12, 1, 1, 1)).isEqualTo("1 2 3 1 2 3 1 2 3 1 2 3");
        assertThat(staying(24, 5, 1, 1)).isEqualTo("1 2 3 1 1 1 1 1 1 1 1 2 3 1 1 1 1 1 2 3 1 1 1 1");
        assertThat(staying(24, 3, 2, 1)).isEqualTo("1 2 3 1 2 1 1 2 1 3 2 1 1 2 1 3 2 1 1 2 1 3 2 1");
        assertThat(staying(24, 1, 2, 4)).isEqualTo("1 2 3 3 3 2 3 3 2 3 3 1 2 3 3 2 3 3 1 2 3 3 2 3");
        assertThat(staying(24, 7, 3)).isEqualTo("1 2 1 1 1 2 1 1 2 1 1 1 2 1 1 2 1 1 2 1 1 1 2 1");
    }

    private String staying(int count, int... weights) {
        Farm farm = Farm.ofWeights(weights);
        Picker picker = farm.picker(new LeastConn());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Server server = pick(picker, null);
            server.enterAnyway();
            names.add(server.name().substring(1));
        }
        return String.join(" ", names);
    }

    @Test
    void idle_servers_take_turns_whatever_their_weights() {
        Farm farm = Farm.ofWeights(10, 1, 1);
        assertThat(Farm.sequence(farm.picker(new LeastConn()), 6)).isEqualTo("1 2 3 1 2 3");
    }

    @Test
    void nobody_else_has_fewer_connections_per_weight() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int[] weights = random.ints(1 + random.nextInt(30), 1, 257).toArray();
            Farm farm = Farm.ofWeights(weights);
            for (Server server : farm.control.servers())
                for (int n = random.nextInt(40); n > 0; n--) server.enterAnyway();
            Server picked = pick(farm.picker(new LeastConn()), null);
            double least = farm.control.servers().stream()
                    .mapToDouble(LeastConnTest::load)
                    .min()
                    .orElseThrow();
            assertThat(load(picked)).isEqualTo(least);
        }
    }

    private static double load(Server server) {
        return server.inFlight() == 0 ? 0 : (server.inFlight() + 1.0) / server.userWeight();
    }

    @Test
    void full_servers_are_passed_over() {
        Farm farm = Farm.ofWeights();
        Server small = farm.add("s1", 100, 0, 1);
        Server large = farm.add("s2", 1, 0, 0);
        small.enterAnyway();
        large.enterAnyway();
        assertThat(pick(farm.picker(new LeastConn()), null)).isSameAs(large);
    }

    @Test
    void those_who_wait_for_a_server_count_as_its_connections() {
        Farm farm = Farm.ofWeights(1, 1);
        for (Server server : farm.control.servers()) server.enterAnyway();
        farm.server("s1").queued().addAndGet(3);
        Picker picker = farm.picker(new LeastConn());
        for (int i = 0; i < 3; i++) assertThat(pick(picker, null)).isSameAs(farm.server("s2"));
    }

    @Test
    void null_when_all_are_full() {
        Farm farm = Farm.ofWeights();
        farm.add("s1", 1, 0, 1).enterAnyway();
        assertThat(farm.picker(new LeastConn()).pick(request, null)).isNull();
    }

    @Test
    void an_avoided_server_is_taken_when_no_other_is_there() {
        Farm farm = Farm.ofWeights(1, 1);
        Server first = farm.server("s1");
        Server second = farm.server("s2");
        second.enterAnyway();
        assertThat(pick(farm.picker(new LeastConn()), first)).isSameAs(second);
        farm.control.admin(second, AdminState.FORCED_MAINT, 0, "test");
        assertThat(pick(farm.picker(new LeastConn()), first)).isSameAs(first);
    }

    @Test
    void the_turn_goes_on_with_a_new_set() {
        Farm farm = Farm.ofWeights(1, 1, 1);
        Algorithm algorithm = new LeastConn();
        Picker picker = algorithm.picker(farm.set(), null);
        for (String expected : List.of("s1", "s2", "s3", "s1")) {
            assertThat(pick(picker, null).name()).isEqualTo(expected);
            farm.control.weight(farm.server("s1"), 1, "test");
            picker = algorithm.picker(farm.set(), picker);
        }
    }

    private Server pick(Picker picker, @org.jspecify.annotations.Nullable Server avoid) {
        Server server = picker.pick(request, avoid);
        if (server == null) throw new AssertionError("no server");
        return server;
    }
}
