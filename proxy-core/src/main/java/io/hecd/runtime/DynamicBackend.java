package io.hecd.runtime;

import io.hecd.backend.BackendControl;
import io.hecd.balance.Algorithm;
import io.hecd.balance.Algorithms;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.text.Problems;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Destination;
import java.util.List;

/** A backend that came while hecd runs, as one generation has it: made after `section`; when hidden, its name finds nothing. */
record DynamicBackend(
        String section, ProxyConfig config, BackendControl control, Destination destination, boolean hidden) {
    /** Rules, pages and logs are the section's own objects; an algorithm remembers servers, so each backend has one of its own. */
    static DynamicBackend of(String section, BackendControl control, Generation generation, Parts parts) {
        Destination model = generation.destinations.get(section);
        ProxyConfig template = generation.sections.get(section);
        if (model == null || template == null) throw new IllegalArgumentException("no backend " + section);
        BackendPlan plan = model.plan();
        ProxyConfig config =
                config(template, control.backend().name(), control.backend().id());
        // What is wrong with the line was told for the section.
        Algorithm algorithm = Algorithms.compile(parts.algorithms(), template, new Problems());
        return new DynamicBackend(
                section,
                config,
                control,
                new Destination(
                        new BackendPlan(control.backend(), config, algorithm, plan.rules, plan.forwarded, plan.errors)),
                false);
    }

    DynamicBackend hidden(boolean hidden) {
        return new DynamicBackend(section, config, control, destination, hidden);
    }

    /** The section as if it had another name and no servers. */
    static ProxyConfig config(ProxyConfig template, String name, int id) {
        return new ProxyConfig(
                template.at(),
                ProxyKind.BACKEND,
                name,
                id,
                template.settings(),
                List.of(),
                List.of(),
                template.acls(),
                template.rules(),
                template.extensions());
    }
}
