package io.hecd.scenario.kit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test methods their {@link Scenario} and ends it after them. */
public final class ScenarioKit implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(ScenarioKit.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenario.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The same for the test and what is done before it.
        Kept known = context.getStore(HERE).get(Scenario.class, Kept.class);
        if (known != null) return known.scenario;
        Scenario scenario = new Scenario(Subject.HECD);
        context.getStore(HERE).put(Scenario.class, new Kept(scenario));
        return scenario;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Kept kept = context.getStore(HERE).remove(Scenario.class, Kept.class);
        if (kept != null) kept.scenario.close();
    }

    /** So that the store does not close it a second time by itself. */
    private record Kept(Scenario scenario) {}
}
