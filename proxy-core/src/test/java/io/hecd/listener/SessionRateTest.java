package io.hecd.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** `rate-limit sessions`: how many begin within any second. */
class SessionRateTest {
    private final SessionRate rate = new SessionRate();

    @Test
    void as_many_as_are_told_begin_at_once_and_no_more() {
        assertThat(begin(10, 5_000)).isEqualTo(10);
        assertThat(begin(10, 5_999)).isZero();
    }

    @Test
    void they_come_free_as_the_second_passes() {
        begin(10, 5_000);
        assertThat(begin(10, 6_000)).isZero();
        assertThat(begin(10, 6_500)).isEqualTo(5);
        assertThat(begin(10, 7_000)).isEqualTo(5);
    }

    @Test
    void after_a_quiet_second_all_may_begin() {
        begin(10, 5_000);
        assertThat(begin(10, 7_000)).isEqualTo(10);
    }

    @Test
    void no_limit_is_no_limit() {
        begin(10, 5_000);
        assertThat(rate.allows(0, 5_000)).isTrue();
    }

    /** Tries it a hundred times; how many were let in. */
    private int begin(int limit, long nowMillis) {
        int begun = 0;
        for (int i = 0; i < 100 && rate.allows(limit, nowMillis); i++, begun++) rate.began(nowMillis);
        return begun;
    }
}
