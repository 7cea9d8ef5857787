package io.hecd.runtime;

import io.hecd.acl.Matchers;
import io.hecd.balance.Algorithms;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.names.Catalog;
import io.hecd.names.Identity;
import io.hecd.proxy.Service;
import io.hecd.rule.Catalogs;
import io.hecd.rule.action.Actions;
import io.hecd.sample.Vocabulary;
import io.hecd.sample.convert.Converters;
import io.hecd.sample.fetch.Fetches;

/**
 * The open vocabulary of one load balancer: sections, algorithms, and what rules are made of. An instance, never a global.
 *
 * @param services which proxies have a service of their own
 * @param named the services that `http-request use-service` may name
 */
public record Parts(
        Sections sections,
        Catalog<Algorithms.Factory> algorithms,
        Catalogs rules,
        Service.Services services,
        Catalog<Service> named) {
    /** What hecd brings by itself. */
    public static Parts standard() {
        Vocabulary samples = new Vocabulary(Fetches.standard(), Converters.standard());
        return new Parts(
                Sections.standard(),
                Algorithms.standard(),
                new Catalogs(samples, Matchers.standard(), Actions.standard()),
                Service.Services.NONE,
                new Catalog<>("service"));
    }

    /** The same with services that answer requests inside this process. */
    public Parts with(Service.Services services) {
        return new Parts(sections, algorithms, rules, services, named);
    }

    /** What `.if` may ask about this program: a feature that is not there is not named. */
    public static Facts facts(Environment environment) {
        return new Facts(Identity.HAPROXY_VERSION, Identity.FEATURES, "", environment);
    }
}
