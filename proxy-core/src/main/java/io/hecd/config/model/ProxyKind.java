package io.hecd.config.model;

/** The four sections of chapter 4. */
public enum ProxyKind {
    DEFAULTS,
    FRONTEND,
    BACKEND,
    LISTEN;

    public boolean hasFrontend() {
        return this == FRONTEND || this == LISTEN;
    }

    public boolean hasBackend() {
        return this == BACKEND || this == LISTEN;
    }
}
