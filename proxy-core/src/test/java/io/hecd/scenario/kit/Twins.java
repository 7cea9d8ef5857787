package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One HAProxy and one hecd for all conversations of a test class, with the same configuration. A test method takes a
 * {@link Twin} and plays it; `differences.txt` knows it as `Class.method`. In a test class:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final Twins TWINS = Twins.with(CONFIGURATION, "s1");
 * </pre>
 */
public final class Twins implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    /** One of the two, and what is around it. */
    record Performer(Stage stage, Subject.Running proxy) {
        static Performer start(Subject subject, String configuration, String... origins) {
            Stage stage = new Stage();
            for (String origin : origins) stage.origin(origin);
            String text = stage.fill(configuration);
            return new Performer(stage, subject.start(text, Clock.system(), List.of(), stage.ports()));
        }

        void close() {
            proxy.close();
            stage.close();
        }
    }

    private final String configuration;
    private final String[] origins;
    private @Nullable Performer haproxy;
    private @Nullable Performer hecd;
    private @Nullable Twin twin;

    private Twins(String configuration, String... origins) {
        this.configuration = configuration;
        this.origins = origins;
    }

    /** `${s1}` in the configuration is the address of origin s1 if that is among `origins`, as in a {@link Scenario}. */
    public static Twins with(String configuration, String... origins) {
        return new Twins(configuration, origins);
    }

    Performer haproxy() {
        return Objects.requireNonNull(haproxy);
    }

    Performer hecd() {
        return Objects.requireNonNull(hecd);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Haproxy.require();
        haproxy = Performer.start(Subject.HAPROXY, configuration, origins);
        hecd = Performer.start(Subject.HECD, configuration, origins);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (haproxy != null) haproxy.close();
        if (hecd != null) hecd.close();
        Class<?> tests = context.getRequiredTestClass();
        for (TrafficDifferences.Difference difference : TrafficDifferences.all()) {
            String[] name = difference.conversation().split("\\.", 2);
            if (!name[0].equals(tests.getSimpleName())) continue;
            assertThat(tests.getDeclaredMethods())
                    .as("differences.txt: " + difference.conversation())
                    .anyMatch(method -> method.getName().equals(name[1]));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Twin.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        twin = Twin.of(name, this, Arrays.asList(origins));
        return twin;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty() && twin != null)
            assertThat(twin.wasPlayed())
                    .as("nothing was compared: same() is missing")
                    .isTrue();
        twin = null;
    }
}
