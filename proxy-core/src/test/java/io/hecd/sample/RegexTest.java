package io.hecd.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.bytes.ByteView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns in PCRE's syntax, and patterns that would never end. */
final class RegexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[[:alpha:]]+[[:digit:]]{2} | ab12 | true",
                "^[^[:space:]]+$ | a b | false",
                "^[[:^digit:]]$ | a | true",
                "^[[:word:]]$ | _ | true",
                "[[] | a[b | true",
                "[]a]x | ]x | true",
                "[^]a]x | ]x | false",
                "[a&&b]c | &c | true",
                "(?P<name>a)b | ab | true",
                "a{ | a{ | true",
                "{x} | {x} | true",
                "a{2,} | aa | true",
                "\\Qa.b\\E | a.b | true",
                "\\Qa.b\\E | axb | false",
                "a$ | ba | true",
                "\\[x\\] | [x] | true",
            })
    void understands_pcre(String pattern, String text, boolean matches) {
        assertThat(Regex.compile(pattern, false).find(ByteView.of(text))).isEqualTo(matches);
    }

    @Test
    void bytes_beyond_ascii_are_single_characters() {
        assertThat(Regex.compile("^.\u00e9$", false).find(ByteView.of("x\u00e9")))
                .isTrue();
    }

    @Test
    void a_pattern_without_end_is_given_up() {
        ByteView text = ByteView.of("a".repeat(5_000) + "!");
        assertThat(Regex.compile("^(a+)+$", false).find(text)).isFalse();
        assertThat(Regex.compile("^(a|aa)+$", false).find(text)).isFalse();
        assertThat(Regex.compile("(x|y|a)*b", false).find(ByteView.of("a".repeat(16_000))))
                .isFalse();
        // The matcher is as good as new afterwards.
        assertThat(Regex.compile("^(a+)+$", false).find(ByteView.of("aaa"))).isTrue();
    }

    @Test
    void the_same_matcher_after_a_match_that_was_given_up() {
        Regex regex = Regex.compile("^(a+)+$", false);
        assertThat(regex.find(ByteView.of("a".repeat(5_000) + "!"))).isFalse();
        assertThat(regex.find(ByteView.of("aaa"))).isTrue();
    }

    @Test
    void a_wrong_pattern_is_refused_with_a_reason() {
        assertThatThrownBy(() -> Regex.compile("(a", false)).hasMessageContaining("Unclosed group");
    }
}
