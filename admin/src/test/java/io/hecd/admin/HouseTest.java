package io.hecd.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.hecd.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@link HouseRules} over all modules: admin is the one that sees them all. */
class HouseTest {
    private static final JavaClasses HOUSE = HouseRules.house();

    @TestFactory
    Stream<DynamicTest> rules() {
        return HouseRules.tests(HOUSE);
    }

    @Test
    void every_module_is_looked_at() {
        for (String type : new String[] {
            "io.hecd.proxy.Exchange",
            "io.hecd.health.HealthSubsystem",
            "io.hecd.discovery.package-info",
            "io.hecd.admin.launch.Main"
        }) assertThat(HOUSE.contain(type)).as(type).isTrue();
        assertThat(HOUSE.contain("io.hecd.scenario.kit.Scenario"))
                .as("tests of a jar")
                .isFalse();
    }
}
