package io.hecd.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.Server;
import io.hecd.traffic.FakeTransaction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private final FakeTransaction request = FakeTransaction.asking("/");

    @Test
    void each_server_gets_its_weight_in_every_cycle() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            int[] weights = random.ints(1 + random.nextInt(12), 1, 60).toArray();
            int[] counts = new int[weights.length];
            for (int server : FairOrder.of(weights)) counts[server]++;
            assertThat(counts).isEqualTo(weights);
            counts = new int[weights.length];
            double[] phases = random.doubles(weights.length).toArray();
            for (int server : FairOrder.resumed(weights, phases)) counts[server]++;
            assertThat(counts).isEqualTo(weights);
            counts = new int[weights.length];
            for (int server : StaticOrder.of(weights)) counts[server]++;
            assertThat(counts).isEqualTo(weights);
        }
    }

    @Test
    void turns_are_spread_over_the_cycle() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            int[] weights = random.ints(2 + random.nextInt(10), 1, 40).toArray();
            int total = Arrays.stream(weights).sum();
            int[] taken = new int[weights.length];
            int[] order = FairOrder.of(weights);
            for (int at = 0; at < order.length; at++) {
                taken[order[at]]++;
                for (int i = 0; i < weights.length; i++)
                    assertThat(Math.abs(taken[i] - (at + 1.0) * weights[i] / total))
                            .as(Arrays.toString(weights))
                            .isLessThan(weights.length);
            }
        }
    }

    @Test
    void ten_thousand_requests_over_four_servers_and_three_workers_are_2500_each() {
        Farm farm = Farm.ofWeights(1, 1, 1, 1);
        Algorithm algorithm = new RoundRobin();
        Picker[] workers = {farm.picker(algorithm), farm.picker(algorithm), farm.picker(algorithm)};
        Map<String, Integer> counts = new HashMap<>();
        Random random = new Random(13);
        for (int i = 0; i < 10_000; i++)
            counts.merge(Farm.nameOf(workers[random.nextInt(3)].pick(request, null)), 1, Integer::sum);
        assertThat(counts).isEqualTo(Map.of("s1", 2500, "s2", 2500, "s3", 2500, "s4", 2500));
    }

    @Test
    void a_change_of_weight_goes_on_where_the_cycle_was() {
        Farm farm = Farm.ofWeights(1, 1, 1);
        Algorithm algorithm = new RoundRobin();
        Picker picker = farm.picker(algorithm);
        assertThat(Farm.sequence(picker, 1)).isEqualTo("1");
        farm.control.weight(farm.server("s1"), 2, "test");
        picker = algorithm.picker(farm.set(), picker);
        assertThat(Farm.sequence(picker, 1)).isEqualTo("2");
    }

    @Test
    void weights_that_change_after_every_request_starve_nobody() {
        Farm farm = Farm.ofWeights(4, 4, 4, 4);
        Algorithm algorithm = new RoundRobin();
        Picker picker = farm.picker(algorithm);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            counts.merge(Farm.nameOf(picker.pick(request, null)), 1, Integer::sum);
            farm.control.weight(farm.server("s1"), 1 + i % 7, "test");
            picker = algorithm.picker(farm.set(), picker);
        }
        assertThat(counts.values()).hasSize(4).allMatch(count -> count >= 50);
    }

    @Test
    void a_server_that_goes_does_not_give_another_two_turns() {
        Farm farm = Farm.ofWeights(1, 1, 1, 1);
        Algorithm algorithm = new RoundRobin();
        Picker picker = farm.picker(algorithm);
        assertThat(Farm.sequence(picker, 1)).isEqualTo("1");
        farm.control.admin(farm.server("s3"), AdminState.FORCED_MAINT, 0, "test");
        picker = algorithm.picker(farm.set(), picker);
        assertThat(Farm.sequence(picker, 4)).isEqualTo("2 4 1 2");
        farm.control.admin(farm.server("s3"), 0, AdminState.FORCED_MAINT, "test");
        picker = algorithm.picker(farm.set(), picker);
        assertThat(Farm.sequence(picker, 4)).isEqualTo("4 1 3 2");
    }

    @Test
    void a_new_algorithm_after_a_reload_goes_on_too() {
        Farm farm = Farm.ofWeights(1, 1, 1);
        Picker before = farm.picker(new RoundRobin());
        assertThat(Farm.sequence(before, 2)).isEqualTo("1 2");
        Picker after = new RoundRobin().picker(farm.set(), before);
        assertThat(Farm.sequence(after, 2)).isEqualTo("3 1");
    }

    @Test
    void static_weights_do_not_change_while_running() {
        Farm farm = Farm.ofWeights(2, 1);
        Algorithm algorithm = new StaticRoundRobin();
        farm.control.weight(farm.server("s2"), 100, "test");
        assertThat(Farm.sequence(farm.picker(algorithm), 6)).isEqualTo("1 1 2 1 1 2");
    }

    @Test
    void full_servers_are_passed_over_and_null_means_all_are_full() {
        Farm farm = Farm.ofWeights();
        Server one = farm.add("s1", 1, 0, 1);
        Server two = farm.add("s2", 1, 0, 1);
        Picker picker = farm.picker(new RoundRobin());
        one.enterAnyway();
        assertThat(picker.pick(request, null)).isSameAs(two);
        assertThat(picker.pick(request, null)).isSameAs(two);
        two.enterAnyway();
        assertThat(picker.pick(request, null)).isNull();
        one.leave();
        assertThat(picker.pick(request, null)).isSameAs(one);
    }

    @Test
    void an_avoided_server_is_taken_only_when_no_other_is_there() {
        Farm farm = Farm.ofWeights(5, 1);
        Server one = farm.server("s1");
        Picker picker = farm.picker(new RoundRobin());
        for (int i = 0; i < 20; i++)
            assertThat(Farm.nameOf(picker.pick(request, one))).isEqualTo("s2");
        farm.control.admin(farm.server("s2"), AdminState.FORCED_DRAIN, 0, "test");
        assertThat(farm.picker(new RoundRobin()).pick(request, one)).isSameAs(one);
    }

    @Test
    void no_servers_no_choice() {
        assertThat(Farm.ofWeights().picker(new RoundRobin()).pick(request, null))
                .isNull();
    }
}
