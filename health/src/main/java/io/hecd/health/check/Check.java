package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;

/** A kind of check that a backend can ask for: `option httpchk`, `option tcp-check` ... */
public interface Check {
    /**
     * Reads the backend's lines. {@link io.hecd.config.text.Mistake} tells what is wrong with them.
     */
    Plan plan(ProxyConfig backend);

    /** A compiled check, to be handed to the {@link Checker}s of the backend's servers. */
    sealed interface Plan permits CheckPlan {}
}
