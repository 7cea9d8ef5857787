package io.hecd.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.config.model.ProxySettings.Mode;
import io.hecd.config.text.Problems;
import io.hecd.traffic.FakeTransaction;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all algorithms, and the errors in their lines. */
class AlgorithmsTest {
    private static final HashType MAP = new HashType(false, "sdbm", false);
    private static final HashType RING = new HashType(true, "sdbm", true);

    private static final List<String> LINES = List.of(
            "roundrobin",
            "static-rr",
            "leastconn",
            "first",
            "random",
            "random(3)",
            "source",
            "uri",
            "uri whole path-only",
            "url_param id",
            "hdr(host)",
            "hdr(absent)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "leastcon | unknown balancing algorithm 'leastcon' in 'balance'; did you mean 'leastconn'?",
                "uri len | 'len' needs a number in 'balance uri'; a whole number, at least 1",
                "uri len x | 'x' is not a number for 'len' in 'balance uri'; a whole number, at least 1",
                "uri deep 1 | unknown word 'deep' in 'balance uri'; one of len, depth, whole, path-only",
                "hdr | the name of a header is missing in 'balance hdr'; as in 'balance hdr(User-Agent)'",
                "hdr(host) domain | unknown word 'domain' in 'balance hdr'; only 'use_domain_only' may follow",
                "url_param | the name of a parameter is missing in 'balance url_param'; as in 'balance url_param userid'",
                "random(0) | '0' is not a number for the number of draws in 'balance random'; a whole number, at least 1",
                "roundrobin 3 | unexpected word '3' in 'balance roundrobin'",
                "rdp-cookie(x) | 'balance rdp-cookie' is known to HAProxy, but not in hecd yet",
                "hash src | 'balance hash' is known to HAProxy, but not in hecd yet",
                "url_param id check_post 64 | 'check_post' of 'balance url_param' is known to HAProxy, but not in hecd yet",
            })
    void mistakes_are_told(String line, String message) {
        Problems problems = new Problems();
        Farm.compile(line, MAP, Mode.HTTP, problems);
        assertThat(problems.list()).extracting(Object::toString).containsExactly("error: " + message);
    }

    @Test
    void an_unknown_hash_function_is_told() {
        Problems problems = new Problems();
        Farm.compile("source", new HashType(false, "md5", false), Mode.HTTP, problems);
        assertThat(problems.toString()).contains("unknown hash function 'md5'", "crc32, djb2, sdbm, wt6");
    }

    @Test
    void in_tcp_mode_hashing_of_heads_is_round_robin_with_a_warning() {
        Problems problems = new Problems();
        assertThat(Farm.compile("uri", MAP, Mode.TCP, problems)).isInstanceOf(RoundRobin.class);
        assertThat(problems.toString()).contains("warning", "'balance uri' needs 'mode http'");
        Problems none = new Problems();
        Farm.compile("source", MAP, Mode.TCP, none);
        assertThat(none.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_pick_allocates_nothing(boolean consistent) {
        Farm farm = Farm.ofWeights(3, 1, 4, 1, 5);
        FakeTransaction request =
                new FakeTransaction().get("/a/b?id=17", "host: www.example.org").from(new byte[] {10, 1, 2, 3}, 4711);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (String line : LINES) {
            Picker picker = farm.picker(Farm.algorithm(line, consistent ? RING : MAP));
            int found = picks(picker, request, 20_000);
            long before = threads.getThreadAllocatedBytes(thread);
            found += picks(picker, request, 10_000);
            long bytes = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(found).isEqualTo(30_000);
            // The measuring itself takes a few bytes; one object a pick would be 160 000.
            assertThat(bytes).as(line).isLessThan(2_000);
        }
    }

    private static int picks(Picker picker, FakeTransaction request, int count) {
        int found = 0;
        for (int i = 0; i < count; i++) if (picker.pick(request, null) != null) found++;
        return found;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ten_thousand_servers_are_fine(boolean consistent) {
        Farm many = manyServers();
        for (String line : LINES)
            assertThat(picks(
                            many.picker(Farm.algorithm(line, consistent ? RING : MAP)),
                            FakeTransaction.asking("/?id=1"),
                            10_000))
                    .isEqualTo(10_000);
    }

    private static Farm manyServers() {
        int[] weights = new int[10_000];
        for (int i = 0; i < weights.length; i++) weights[i] = 1 + i % 3;
        return Farm.ofWeights(weights);
    }

    @Test
    void first_fills_one_server_after_the_other_by_id() {
        Farm farm = Farm.ofWeights();
        farm.add("s1", 1, 30, 2);
        farm.add("s2", 1, 10, 2);
        farm.add("s3", 1, 20, 1);
        Picker picker = farm.picker(new First());
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            Server server = picker.pick(FakeTransaction.asking("/"), null);
            names.append(Farm.nameOf(server)).append(' ');
            if (server != null) server.enterAnyway();
        }
        assertThat(names.toString()).isEqualTo("s2 s2 s3 s1 s1 none ");
    }

    @Test
    void random_draws_follow_the_weights() {
        Farm farm = Farm.ofWeights(1, 2, 5);
        ServerSet set = farm.set();
        Picker picker = new RandomDraws.RandomPicker(set, 1, new BalanceFactor(0), new SplittableRandom(3));
        int[] counts = new int[4];
        for (int i = 0; i < 80_000; i++)
            counts[Farm.nameOf(picker.pick(FakeTransaction.asking("/"), null)).charAt(1) - '0']++;
        assertThat(counts[1]).isBetween(9_600, 10_400);
        assertThat(counts[2]).isBetween(19_500, 20_500);
        assertThat(counts[3]).isBetween(49_400, 50_600);
    }

    @Test
    void of_two_random_draws_the_less_loaded_is_taken() {
        Farm farm = Farm.ofWeights(1, 1, 1, 1, 1, 1, 1, 1);
        Picker picker = new RandomDraws.RandomPicker(farm.set(), 2, new BalanceFactor(0), new SplittableRandom(4));
        for (int i = 0; i < 8_000; i++) {
            Objects.requireNonNull(picker.pick(FakeTransaction.asking("/"), null))
                    .enterAnyway();
        }
        // One draw would leave gaps of a hundred and more.
        for (Server server : farm.control.servers())
            assertThat(server.inFlight()).isBetween(990, 1010);
    }

    @Test
    void random_passes_over_full_and_avoided_servers() {
        Farm farm = Farm.ofWeights();
        Server one = farm.add("s1", 100, 0, 1);
        Server two = farm.add("s2", 1, 0, 1);
        Picker picker = farm.picker(Farm.algorithm("random(1)"));
        for (int i = 0; i < 50; i++)
            assertThat(picker.pick(FakeTransaction.asking("/"), one)).isSameAs(two);
        one.enterAnyway();
        for (int i = 0; i < 50; i++)
            assertThat(picker.pick(FakeTransaction.asking("/"), null)).isSameAs(two);
        assertThat(picker.pick(FakeTransaction.asking("/"), two)).isSameAs(two);
        two.enterAnyway();
        assertThat(picker.pick(FakeTransaction.asking("/"), null)).isNull();
    }
}
