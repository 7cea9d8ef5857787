package io.hecd.config.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What HAProxy 2.6 cannot be asked about; the rest is in {@link LexerTwinTest}. */
final class ConditionsTest {
    private static final Facts PLAIN = new Facts("3.2-dev5", Set.of("EPOLL"), "", Environment.of(Map.of("X", "a b")));

    @Test
    void features_that_are_not_there_are_false() {
        assertThat(Conditions.evaluate("feature(EPOLL)", PLAIN)).isTrue();
        assertThat(Conditions.evaluate("feature(OPENSSL)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("enabled(POLL)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("ssllib_name_startswith(OpenSSL)", PLAIN))
                .isFalse();
    }

    @Test
    void without_openssl_its_version_is_neither_new_nor_old() {
        assertThat(Conditions.evaluate("openssl_version_atleast(1.1.0)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("openssl_version_before(9)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("openssl_version_atleast(3.0.11)", LexerGoldenTest.FACTS))
                .isTrue();
        assertThat(Conditions.evaluate("openssl_version_before(3.0.11)", LexerGoldenTest.FACTS))
                .isFalse();
        assertThat(Conditions.evaluate("openssl_version_before(3.1)", LexerGoldenTest.FACTS))
                .isTrue();
    }

    @Test
    void texts_are_searched_and_compared() {
        assertThat(Conditions.evaluate("strstr(\"$X\",b)", PLAIN)).isTrue();
        assertThat(Conditions.evaluate("strstr(\"$X\",c)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("streq(\"$X\",a b)", PLAIN)).isTrue();
    }

    @Test
    void development_versions_come_before_their_release() {
        assertThat(Conditions.evaluate("version_atleast(3.2)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("version_atleast(3.2-dev5)", PLAIN)).isTrue();
        assertThat(Conditions.evaluate("version_atleast(3.2-dev6)", PLAIN)).isFalse();
        assertThat(Conditions.evaluate("version_before(3.2-dev12)", PLAIN)).isTrue();
        assertThat(Conditions.evaluate("version_atleast(3.1.9)", PLAIN)).isTrue();
    }

    @Test
    void a_mistake_is_pointed_at_with_a_hint() {
        Problem problem = mistake("1 || fature(X)");
        assertThat(problem.message()).isEqualTo("unknown predicate 'fature' in the condition");
        assertThat(problem.hint()).isEqualTo("did you mean 'feature'?");
        assertThat(problem.at().column()).isEqualTo(6);
        assertThat(mistake("1 && (0 || 1").at().column()).isEqualTo(6);
        assertThat(mistake("streq(a,b").message()).isEqualTo("the arguments of 'streq' have no ')' at their end");
    }

    @Test
    void parentheses_without_end_are_a_mistake_not_a_crash() {
        assertThat(mistake("(".repeat(100_000)).message()).isEqualTo("too many parentheses in one another");
        assertThat(Conditions.evaluate("!".repeat(100_001) + "1", PLAIN)).isFalse();
    }

    private static Problem mistake(String condition) {
        return catchThrowableOfType(Mistake.class, () -> Conditions.evaluate(condition, PLAIN))
                .problem();
    }
}
