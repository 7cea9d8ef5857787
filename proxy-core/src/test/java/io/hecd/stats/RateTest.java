package io.hecd.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RateTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void what_all_workers_counted_within_a_second_is_one_rate() {
        Rate rate = new Rate(2);
        rate.add(0, 10 * SECOND, 3);
        rate.add(1, 10 * SECOND + 5, 4);
        assertThat(rate.perSecond(10 * SECOND + 100)).isEqualTo(7);
    }

    @Test
    void the_second_before_fades_as_the_present_one_passes() {
        Rate rate = new Rate(1);
        rate.add(0, 10 * SECOND, 100);
        assertThat(rate.perSecond(11 * SECOND + SECOND / 4)).isEqualTo(75);
        assertThat(rate.perSecond(12 * SECOND)).isZero();
    }

    @Test
    void the_busiest_second_is_the_sum_of_all_workers_in_it() {
        Rate rate = new Rate(2);
        rate.add(0, 10 * SECOND, 5);
        rate.add(1, 10 * SECOND, 6);
        rate.add(0, 11 * SECOND, 7);
        rate.add(0, 20 * SECOND, 1);
        rate.add(1, 25 * SECOND, 1);
        assertThat(rate.highest()).isEqualTo(11);
    }

    @Test
    void a_moment_that_comes_late_counts_for_the_present_second() {
        Rate rate = new Rate(1);
        rate.add(0, 10 * SECOND, 1);
        rate.add(0, 8 * SECOND, 1);
        assertThat(rate.perSecond(10 * SECOND)).isEqualTo(2);
    }
}
