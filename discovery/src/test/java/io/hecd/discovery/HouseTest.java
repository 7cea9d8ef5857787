package io.hecd.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.hecd.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@link HouseRules} over discovery and what it stands on. */
class HouseTest {
    private static final JavaClasses HOUSE = HouseRules.house();

    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.tests(HOUSE);
    }

    @Test
    void the_rules_have_something_to_look_at() {
        assertThat(HOUSE.contain("io.hecd.discovery.store.Store")).isTrue();
        assertThat(HOUSE.contain("io.hecd.discovery.HouseTest")).isFalse();
    }
}
