package io.hecd.runtime;

import io.hecd.backend.BackendControl;
import java.util.List;
import java.util.Optional;

/**
 * The door through which backends come and go while hecd runs. Each is made after a section of the configuration, as that
 * section is after every reload; a reload ends it when the section is gone, or when a section takes its name. Control thread.
 */
public interface Backends {
    /**
     * Requests for `host` whose path is `path` or goes on behind it with `/`.
     *
     * @param host in lower case; `*.example.com` for all names that end so, empty for any
     * @param path without a `/` at its end, empty for any
     */
    record Route(String host, String path, BackendControl backend) {}

    /**
     * Makes a backend without servers; parameters, rules and checks are the section's. It is found by `use_backend %[...]` at
     * once. Empty when the name is taken.
     */
    Optional<BackendControl> create(String section, String name);

    /** No request finds the backend by its name any more; what is on its way there goes on. Its routes are for {@link #route}. */
    void hide(BackendControl backend);

    /** It is found again. */
    void show(BackendControl backend);

    /** No request finds the backend any more, and it ends with the last that runs on it; its servers hear of that. */
    void retire(BackendControl backend);

    /**
     * Who is sent to the section by `use_backend` or `default_backend` goes to the backend whose route fits: the longest host,
     * then the longest path, then the first in the list. Replaces what was said before; says nothing to a later generation.
     *
     * @param takesRest whether the section itself takes what no route fits; if not, `use_backend` is passed over then
     */
    void route(String section, List<Route> routes, boolean takesRest);

    /** Many changes that requests see as one. */
    void together(Runnable changes);
}
