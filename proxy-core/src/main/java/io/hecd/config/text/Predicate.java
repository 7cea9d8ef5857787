package io.hecd.config.text;

import io.hecd.names.Catalog;
import java.util.List;
import java.util.Optional;

/** One question a condition may ask (manual 2.4). A list of its own: these exist before any other vocabulary is there. */
record Predicate(int arity, Test test) {
    /** How it is answered. */
    interface Test {
        boolean test(List<String> arguments, Facts facts);
    }

    private static final Catalog<Predicate> ALL = new Catalog<Predicate>("predicate")
            .with(
                    "defined",
                    new Predicate(1, (a, f) -> f.environment().find(one(a)).isPresent()))
            .with("enabled", new Predicate(1, (a, f) -> false))
            .with("feature", new Predicate(1, (a, f) -> f.features().contains(one(a))))
            .with("openssl_version_atleast", new Predicate(1, (a, f) -> openssl(a, f) >= 0))
            .with("openssl_version_before", new Predicate(1, (a, f) -> hasOpenssl(f) && openssl(a, f) < 0))
            .with(
                    "ssllib_name_startswith",
                    new Predicate(
                            1,
                            (a, f) ->
                                    !f.sslLibrary().isEmpty() && f.sslLibrary().startsWith(one(a))))
            .with("streq", new Predicate(2, (a, f) -> a.get(0).equals(a.get(1))))
            .with("strneq", new Predicate(2, (a, f) -> !a.get(0).equals(a.get(1))))
            .with("strstr", new Predicate(2, (a, f) -> a.get(0).contains(a.get(1))))
            .with("version_atleast", new Predicate(1, (a, f) -> Versions.compare(f.version(), one(a)) >= 0))
            .with("version_before", new Predicate(1, (a, f) -> Versions.compare(f.version(), one(a)) < 0));

    static Optional<Predicate> named(String name) {
        return ALL.find(name);
    }

    static String hint(String name) {
        return ALL.nearest(name)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are: " + String.join(", ", ALL.names()));
    }

    boolean test(List<String> arguments, Facts facts) {
        return test.test(arguments, facts);
    }

    private static String one(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.get(0);
    }

    private static boolean hasOpenssl(Facts facts) {
        return facts.sslLibrary().startsWith("OpenSSL ");
    }

    private static int openssl(List<String> arguments, Facts facts) {
        if (!hasOpenssl(facts)) return -1;
        return Versions.compare(facts.sslLibrary().substring("OpenSSL ".length()), one(arguments));
    }
}
