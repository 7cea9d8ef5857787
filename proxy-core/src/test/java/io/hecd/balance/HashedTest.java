package io.hecd.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.AdminState;
import io.hecd.backend.Server;
import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.traffic.FakeTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the twin test does not see: servers that come and go, full ones, avoided ones, many. */
class HashedTest {
    private static HashType hashType(boolean consistent) {
        return new HashType(consistent, "sdbm", consistent);
    }

    private static List<String> choices(Picker picker, int keys) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys; i++) names.add(Farm.nameOf(picker.pick(FakeTransaction.asking("/" + i), null)));
        return names;
    }

    @Test
    void on_a_ring_only_the_keys_of_a_lost_server_move_and_they_come_back() {
        Farm farm = Farm.ofWeights(1, 1, 1, 1, 1);
        Algorithm algorithm = Farm.algorithm("uri", hashType(true));
        List<String> before = choices(farm.picker(algorithm), 2000);
        farm.control.admin(farm.server("s3"), AdminState.FORCED_MAINT, 0, "test");
        List<String> without = choices(farm.picker(algorithm), 2000);
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).equals("s3")) assertThat(without.get(i)).isNotEqualTo("s3");
            else assertThat(without.get(i)).isEqualTo(before.get(i));
        }
        farm.control.admin(farm.server("s3"), 0, AdminState.FORCED_MAINT, "test");
        assertThat(choices(farm.picker(algorithm), 2000)).isEqualTo(before);
    }

    @Test
    void on_a_ring_a_larger_weight_takes_keys_and_loses_none() {
        Farm farm = Farm.ofWeights(10, 10, 10);
        Algorithm algorithm = Farm.algorithm("uri", hashType(true));
        List<String> before = choices(farm.picker(algorithm), 2000);
        farm.control.weight(farm.server("s1"), 30, "test");
        List<String> after = choices(farm.picker(algorithm), 2000);
        assertThat(after).isNotEqualTo(before);
        for (int i = 0; i < before.size(); i++)
            if (!after.get(i).equals(before.get(i))) assertThat(after.get(i)).isEqualTo("s1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_full_server_keeps_its_keys(boolean consistent) {
        Farm farm = Farm.ofWeights();
        for (int i = 1; i <= 3; i++) farm.add("s" + i, 1, 0, 1);
        Algorithm algorithm = Farm.algorithm("uri", hashType(consistent));
        assertThat(algorithm.isDeterministic()).isTrue();
        List<String> before = choices(farm.picker(algorithm), 300);
        farm.server("s2").enterAnyway();
        assertThat(choices(farm.picker(algorithm), 300)).isEqualTo(before).contains("s2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_avoided_server_is_taken_only_when_no_other_is_there(boolean consistent) {
        Farm farm = Farm.ofWeights(5, 1);
        Server one = farm.server("s1");
        Algorithm algorithm = Farm.algorithm("uri", hashType(consistent));
        for (int i = 0; i < 50; i++)
            assertThat(Farm.nameOf(farm.picker(algorithm).pick(FakeTransaction.asking("/" + i), one)))
                    .isEqualTo("s2");
        farm.control.admin(farm.server("s2"), AdminState.FORCED_MAINT, 0, "test");
        assertThat(farm.picker(algorithm).pick(FakeTransaction.asking("/x"), one))
                .isSameAs(one);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void without_a_key_full_servers_are_passed_over(boolean consistent) {
        Farm farm = Farm.ofWeights();
        Server one = farm.add("s1", 1, 0, 1);
        Server two = farm.add("s2", 1, 0, 1);
        Picker picker = farm.picker(Farm.algorithm("hdr(X-Absent)", hashType(consistent)));
        one.enterAnyway();
        for (int i = 0; i < 4; i++)
            assertThat(picker.pick(FakeTransaction.asking("/"), null)).isSameAs(two);
        two.enterAnyway();
        assertThat(picker.pick(FakeTransaction.asking("/"), null)).isNull();
    }

    @Test
    void the_table_keeps_its_proportions_when_a_server_goes() {
        // With 4 and 2 left of 4, 2 and 1 the divisor stays 1: 6 entries and not 3, as HAProxy counts it.
        Farm farm = Farm.ofWeights(4, 2, 1);
        farm.control.admin(farm.server("s3"), AdminState.FORCED_MAINT, 0, "test");
        assertThat(Weights.configured(farm.set())).containsExactly(4, 2);
    }

    @Test
    void nobody_gets_more_than_the_balance_factor_allows() {
        Farm farm = Farm.ofWeights(1, 1, 1, 1);
        Key sameKey = new HeaderKey(new Hasher(HashFunction.SDBM, true), "x", false);
        Picker picker = farm.picker(new Hashed(sameKey, new Consistent(new BalanceFactor(150))));
        FakeTransaction request = new FakeTransaction().get("/", "x: hot");
        for (int i = 0; i < 400; i++) {
            Objects.requireNonNull(picker.pick(request, null)).enterAnyway();
            farm.backend.inFlight().incrementAndGet();
        }
        for (Server server : farm.control.servers())
            assertThat(server.inFlight()).isLessThanOrEqualTo(151);
        assertThat(farm.control.servers().stream()
                        .mapToInt(Server::inFlight)
                        .max()
                        .orElseThrow())
                .isGreaterThan(140);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_servers_no_choice(boolean consistent) {
        Picker picker = Farm.ofWeights().picker(Farm.algorithm("uri", hashType(consistent)));
        assertThat(picker.pick(FakeTransaction.asking("/"), null)).isNull();
    }
}
