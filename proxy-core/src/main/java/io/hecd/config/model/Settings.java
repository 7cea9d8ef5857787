package io.hecd.config.model;

import io.hecd.config.text.Position;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one section or line sets: values by {@link Setting}, each with its place, over those it inherits (a proxy's
 * `defaults`, a server's `default-server`). Immutable once built. Read while loading, never per request.
 */
public final class Settings {
    public static final Settings NONE = new Builder(null).build();

    private record Entry(Object value, Position at) {}

    private final Map<Setting<?>, Entry> entries;
    private final Optional<Settings> inherited;

    private Settings(Map<Setting<?>, Entry> entries, Optional<Settings> inherited) {
        this.entries = entries;
        this.inherited = inherited;
    }

    /** The value set here, else the inherited one, else the setting's fallback. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElse(setting.fallback());
    }

    /** The value if somebody set it, here or in what is inherited. */
    @SuppressWarnings("unchecked") // a builder only stores a T under a Setting<T>
    public <T> Optional<T> find(Setting<T> setting) {
        Entry entry = entries.get(setting);
        if (entry != null) return Optional.of((T) entry.value);
        return inherited.flatMap(settings -> settings.find(setting));
    }

    public boolean has(Setting<?> setting) {
        return find(setting).isPresent();
    }

    /** Where the value was written; {@link Position#NONE} when nobody wrote it. */
    public Position at(Setting<?> setting) {
        Entry entry = entries.get(setting);
        if (entry != null) return entry.at;
        return inherited.map(settings -> settings.at(setting)).orElse(Position.NONE);
    }

    /** Whether it was set here and not inherited. */
    public boolean setsItself(Setting<?> setting) {
        return entries.containsKey(setting);
    }

    public Iterable<Setting<?>> own() {
        return entries.keySet();
    }

    /** All that is set, here or in what is inherited. */
    public Set<Setting<?>> all() {
        Set<Setting<?>> all = new LinkedHashSet<>(inherited.map(Settings::all).orElse(Set.of()));
        all.addAll(entries.keySet());
        return all;
    }

    public static Builder over(Settings inherited) {
        return new Builder(inherited);
    }

    public static Builder builder() {
        return new Builder(null);
    }

    /** Collects values line by line; a later line wins. Confined to the parser. */
    public static final class Builder {
        private final Map<Setting<?>, Entry> entries = new LinkedHashMap<>();
        private final Optional<Settings> inherited;

        private Builder(@org.jspecify.annotations.Nullable Settings inherited) {
            this.inherited = Optional.ofNullable(inherited);
        }

        public <T> Builder set(Setting<T> setting, T value, Position at) {
            entries.put(setting, new Entry(value, at));
            return this;
        }

        /** The value so far, inherited ones included. */
        public <T> T get(Setting<T> setting) {
            return new Settings(entries, inherited).get(setting);
        }

        public boolean setsItself(Setting<?> setting) {
            return entries.containsKey(setting);
        }

        public Position at(Setting<?> setting) {
            return new Settings(entries, inherited).at(setting);
        }

        public Settings build() {
            return new Settings(new LinkedHashMap<>(entries), inherited);
        }
    }
}
