package io.hecd;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@link HouseRules} over proxy-core. */
class HouseRulesTest {
    private static final JavaClasses CLASSES = HouseRules.house();

    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.tests(CLASSES);
    }

    @Test
    void the_rules_have_something_to_look_at() {
        assertThat(CLASSES.contain("io.hecd.proxy.Exchange")).isTrue();
        assertThat(CLASSES.contain("io.hecd.HouseRules")).isFalse();
    }
}
