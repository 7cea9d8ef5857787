package io.hecd.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private long now = 1_000;
    private final List<Long> asked = new ArrayList<>();
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return now * 1_000_000;
        }

        @Override
        public long wallMillis() {
            return now;
        }
    };
    private final Timers timers = new Timers(clock, asked::add);

    @Test
    void a_timer_that_fails_does_not_stop_the_others() {
        List<String> fired = new ArrayList<>();
        timers.in(
                timer(() -> {
                    throw new IllegalStateException("a fault for the test");
                }),
                1);
        timers.in(timer(() -> fired.add("second")), 2);
        now += 5;
        asked.clear();
        assertThatThrownBy(timers::run).hasMessage("a fault for the test");
        assertThat(asked).containsExactly(1_002L);
        timers.run();
        assertThat(fired).containsExactly("second");
    }

    private static Timer timer(Runnable then) {
        return new Timer() {
            @Override
            protected void expired() {
                then.run();
            }
        };
    }
}
