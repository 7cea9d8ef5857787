package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A thousand servers on a clock that tests move: when each is dialed. Dialing fails at once, so no socket is made. */
class SpreadTest {
    private static final int SERVERS = 1000;

    private final List<Long> dialed = new ArrayList<>();
    private final List<Stand> stands = new ArrayList<>();

    private void run(String words, int spreadPercent, long millis) {
        StringBuilder cfg = new StringBuilder("backend app\n");
        for (int i = 0; i < SERVERS; i++)
            cfg.append(" server s")
                    .append(i)
                    .append(" 127.0.0.1:1 check ")
                    .append(words)
                    .append('\n');
        try (Stand made = new Stand(cfg.toString(), to -> {
            dialed.add(stands.get(0).millis());
            throw new IllegalStateException("nothing is dialed here");
        })) {
            stands.add(made);
            made.start(spreadPercent);
            made.advance(millis);
        }
    }

    /** The largest number of checks within any `window` of time. */
    private int crowd(long window) {
        int most = 0;
        for (int first = 0, last = 0; last < dialed.size(); last++) {
            while (dialed.get(last) - dialed.get(first) >= window) first++;
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void first_checks_are_spread_over_the_interval() {
        run("inter 2s", 0, 1_999);
        assertThat(dialed).hasSize(SERVERS);
        assertThat(new TreeSet<>(dialed)).hasSize(SERVERS);
        assertThat(dialed.get(SERVERS - 1) - dialed.get(0)).isEqualTo(1998);
        assertThat(crowd(100)).isEqualTo(50);
    }

    @Test
    void without_noise_they_stay_as_they_were() {
        run("inter 2s", 0, 19_999);
        assertThat(dialed).hasSize(10 * SERVERS);
        assertThat(crowd(100)).isEqualTo(50);
    }

    @Test
    void noise_moves_them_and_does_not_make_them_a_crowd() {
        run("inter 2s", 50, 19_999);
        assertThat(dialed.size()).isBetween(9 * SERVERS, 11 * SERVERS);
        assertThat(new TreeSet<>(dialed.subList(SERVERS, 2 * SERVERS))).hasSizeBetween(300, 990);
        assertThat(crowd(100)).isLessThan(120);
    }

    @Test
    void short_intervals_do_not_shorten_the_spread_of_others() {
        run("inter 100", 0, 99);
        assertThat(dialed).hasSize(SERVERS);
        assertThat(crowd(10)).isEqualTo(100);
    }
}
