package io.hecd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class HistogramTest {
    @Test
    void percentiles_are_right_within_six_percent() {
        Histogram histogram = new Histogram(2);
        for (int micros = 1; micros <= 100_000; micros++) histogram.add(micros % 2, micros * 1000L);
        Histogram.Snapshot now = histogram.snapshot();
        assertThat(now.count()).isEqualTo(100_000);
        assertThat(now.percentileMicros(0.5)).isCloseTo(50_000, Percentage.withPercentage(6.5));
        assertThat(now.percentileMicros(0.99)).isCloseTo(99_000, Percentage.withPercentage(6.5));
        assertThat(now.percentileMicros(0.999)).isCloseTo(99_900, Percentage.withPercentage(6.5));
    }

    @Test
    void each_power_of_two_has_eight_buckets_of_growing_width() {
        for (long micros = 16; micros < 1 << 26; micros = micros * 9 / 8 + 1)
            assertThat(Histogram.bucket(micros * 9 / 8) - Histogram.bucket(micros))
                    .isCloseTo(1, within(1));
    }

    @Test
    void nothing_counted_has_no_percentile() {
        assertThat(new Histogram(1).snapshot().percentileMicros(0.99)).isZero();
    }

    @Test
    void what_is_too_short_or_too_long_stands_in_the_outermost_buckets() {
        Histogram histogram = new Histogram(1);
        histogram.add(0, 0);
        histogram.add(0, Long.MAX_VALUE);
        assertThat(histogram.snapshot().percentileMicros(0.5)).isLessThan(16);
        assertThat(histogram.snapshot().percentileMicros(1)).isGreaterThan(100_000_000);
    }
}
