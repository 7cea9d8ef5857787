package io.hecd.admin.metrics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a scrape wants, from its query: `scope=` (again and again; `*` for all, nothing for none) and `no-maint`, as in
 * HAProxy's exporter. Other parameters are passed over, as there.
 */
record Scrape(Set<Scope> scopes, boolean noMaint) {
    /** The parts of the answer, in their order. HECD is what HAProxy does not have. */
    enum Scope {
        GLOBAL,
        FRONTEND,
        LISTENER,
        BACKEND,
        SERVER,
        STICKTABLE,
        HECD
    }

    /** Empty for a scope that nobody knows or a wrong escape: the answer is 400. */
    static Optional<Scrape> of(String query) {
        try {
            return read(query);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Scrape> read(String query) {
        Set<Scope> scopes = EnumSet.allOf(Scope.class);
        boolean narrowed = false;
        boolean noMaint = false;
        for (String escaped : query.split("&", -1)) {
            String parameter = URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1);
            if (parameter.equals("no-maint") || parameter.startsWith("no-maint=")) noMaint = true;
            if (!parameter.equals("scope") && !parameter.startsWith("scope=")) continue;
            if (!narrowed) scopes.clear();
            narrowed = true;
            String wanted = parameter.substring(Math.min(parameter.length(), "scope=".length()));
            if (wanted.equals("*")) scopes.addAll(EnumSet.allOf(Scope.class));
            else if (!wanted.isEmpty() && !add(wanted, scopes)) return Optional.empty();
        }
        return Optional.of(new Scrape(scopes, noMaint));
    }

    private static boolean add(String name, Set<Scope> scopes) {
        for (Scope scope : Scope.values()) {
            if (!scope.name().toLowerCase(Locale.ROOT).equals(name)) continue;
            scopes.add(scope);
            return true;
        }
        return false;
    }
}
