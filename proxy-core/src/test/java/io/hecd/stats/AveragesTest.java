package io.hecd.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hecd.stats.Averages.Time;
import org.junit.jupiter.api.Test;

final class AveragesTest {
    @Test
    void few_are_averaged_as_they_are_and_rounded_up() {
        Averages averages = new Averages(2);
        averages.add(0, 1, 2, 10, 20);
        averages.add(1, 2, 2, 20, 30);
        assertThat(averages.average(Time.QUEUE)).isEqualTo(2);
        assertThat(averages.average(Time.RESPONSE)).isEqualTo(15);
        assertThat(averages.longest(Time.TOTAL)).isEqualTo(30);
    }

    @Test
    void what_was_long_ago_is_forgotten_but_for_the_longest() {
        Averages averages = new Averages(1);
        for (int i = 0; i < 5000; i++) averages.add(0, 0, 0, 100, 0);
        for (int i = 0; i < 20_000; i++) averages.add(0, 0, 0, 10, 0);
        assertThat(averages.average(Time.RESPONSE)).isCloseTo(10, within(1L));
        assertThat(averages.longest(Time.RESPONSE)).isEqualTo(100);
    }
}
