package io.hecd.config.model;

/**
 * The name of one thing that a section or line can set, with its type and what holds when nobody sets it. Identity counts:
 * each is one constant of {@link GlobalSettings}, {@link ProxySettings}, {@link ServerSettings}, {@link BindSettings} or of
 * the module that brings the word.
 */
public final class Setting<T> {
    private final String name;
    private final T fallback;

    private Setting(String name, T fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    public static <T> Setting<T> of(String name, T fallback) {
        return new Setting<>(name, fallback);
    }

    /** The word as it is written in the configuration: "timeout client", "option forwardfor". */
    public String name() {
        return name;
    }

    public T fallback() {
        return fallback;
    }

    @Override
    public String toString() {
        return name;
    }
}
