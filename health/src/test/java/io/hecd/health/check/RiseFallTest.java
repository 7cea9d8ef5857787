package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.health.check.CheckStatus.Meaning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiseFallTest {
    /** P passed, F failed, C conditionally passed; the words after each result. */
    private static String story(RiseFall health, String results) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            char result = results.charAt(i);
            health.take(result == 'P' ? Meaning.PASSED : result == 'F' ? Meaning.FAILED : Meaning.CONDITIONAL);
            words.add(health.words());
        }
        return String.join(", ", words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | 3 | P       | UP
            2 | 3 | F       | DOWN
            2 | 3 | PF      | UP, UP 2/3
            2 | 3 | PFF     | UP, UP 2/3, UP 1/3
            2 | 3 | PFFF    | UP, UP 2/3, UP 1/3, DOWN
            2 | 3 | PFFP    | UP, UP 2/3, UP 1/3, UP
            2 | 3 | FP      | DOWN, DOWN 1/2
            2 | 3 | FPP     | DOWN, DOWN 1/2, UP
            2 | 3 | FPF     | DOWN, DOWN 1/2, DOWN
            2 | 3 | FPPF    | DOWN, DOWN 1/2, UP, UP 2/3
            2 | 3 | FFF     | DOWN, DOWN, DOWN
            1 | 1 | PFPF    | UP, DOWN, UP, DOWN
            3 | 1 | FPPPF   | DOWN, DOWN 1/3, DOWN 2/3, UP, DOWN
            1 | 3 | FPFFF   | DOWN, UP, UP 2/3, UP 1/3, DOWN
            2 | 3 | CFC     | UP, UP 2/3, UP
            2 | 3 | FC      | DOWN, DOWN
            2 | 3 | FPC     | DOWN, DOWN 1/2, UP
            """)
    void rise_and_fall_count_consecutive_results(int rise, int fall, String results, String words) {
        assertThat(story(new RiseFall(rise, fall), results)).isEqualTo(words);
    }

    @Test
    void nobody_has_looked_yet_is_up_with_one_failure_to_go() {
        RiseFall health = new RiseFall(2, 3);
        assertThat(health.isUp()).isTrue();
        assertThat(health.isFullyUp()).isFalse();
        assertThat(health.health()).isEqualTo(2);
        assertThat(health.words()).isEqualTo("UP 1/3");
    }

    @Test
    void health_counts_from_0_to_rise_plus_fall_minus_1() {
        RiseFall health = new RiseFall(2, 3);
        health.take(Meaning.PASSED);
        assertThat(health.health()).isEqualTo(4);
        assertThat(health.fraction()).isEqualTo("3/3");
        assertThat(health.take(Meaning.PASSED)).isFalse();
        story(health, "FFF");
        assertThat(health.health()).isZero();
        assertThat(health.fraction()).isEqualTo("0/2");
        assertThat(health.take(Meaning.FAILED)).isFalse();
        assertThat(health.take(Meaning.NONE)).isFalse();
    }

    @Test
    void a_restart_is_up_with_one_failure_to_go() {
        RiseFall health = new RiseFall(2, 3);
        story(health, "F");
        health.restart();
        assertThat(story(health, "F")).isEqualTo("DOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "P,    5, 5, UP",
        "PF,   2, 5, UP 2/5",
        "PFF,  2, 1, UP",
        "F,    5, 5, DOWN",
        "FP,   5, 3, DOWN 1/5",
        "FP,   1, 3, DOWN",
    })
    void new_figures_leave_a_server_up_or_down(String results, int rise, int fall, String words) {
        RiseFall health = new RiseFall(2, 3);
        story(health, results);
        health.resize(rise, fall);
        assertThat(health.words()).isEqualTo(words);
    }
}
