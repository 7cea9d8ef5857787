package io.hecd.config.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables a configuration sees and may change for the lines that follow (`setenv`, `presetenv`,
 * `unsetenv`, `resetenv`, manual 3.1). Starts as a copy; the process's own variables are never touched.
 */
public final class Environment {
    private final Map<String, String> values;

    private Environment(Map<String, String> values) {
        this.values = values;
    }

    /** A copy of the process's environment. */
    public static Environment system() {
        return of(System.getenv());
    }

    public static Environment of(Map<String, String> values) {
        return new Environment(new HashMap<>(values));
    }

    /** Adds what HAProxy itself defines at start (manual 2.3): the peer's name, the files, the version. */
    public Environment withProcess(String localPeer, List<Source> sources, String version) {
        List<String> names = new ArrayList<>();
        for (Source source : sources) names.add(source.name());
        setIfAbsent("HAPROXY_LOCALPEER", localPeer);
        set("HAPROXY_CFGFILES", String.join(";", names));
        set("HAPROXY_STARTUP_VERSION", version);
        return this;
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** `setenv`. */
    public void set(String name, String value) {
        values.put(name, value);
    }

    /** `presetenv`: only when there is none yet. */
    public void setIfAbsent(String name, String value) {
        values.putIfAbsent(name, value);
    }

    /** `unsetenv`. */
    public void remove(String name) {
        values.remove(name);
    }

    /** `resetenv`: forgets all but these. */
    public void retain(Set<String> names) {
        values.keySet().retainAll(names);
    }

    /** All variables as they are now, for the programs that are started. */
    public Map<String, String> copy() {
        return Map.copyOf(values);
    }
}
