package io.hecd.discovery.announce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.discovery.registry.Registry;
import io.hecd.names.Host;
import io.hecd.names.Identity;
import io.hecd.time.Clock;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * This hecd among others: in each registry that several can share, `/hecd/nodes/NAME` tells what it is and which revision it has
 * applied, with a lease. What goes wrong with it disturbs nothing. Control thread only.
 */
public final class Nodes {
    /** Below it, one key for each hecd that runs. */
    public static final String DIRECTORY = "/hecd/nodes/";

    private static final Duration LIFE = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LEAVE = Duration.ofMillis(500);

    private final String started;
    private final Map<Registry, Keeper> keepers = new LinkedHashMap<>();
    private volatile List<String> addresses = List.of();

    public Nodes(Clock clock) {
        started = Instant.ofEpochMilli(clock.wallMillis()).toString();
    }

    /** A configuration is in force, and these are the registries that are shared. */
    public void announce(Configuration configuration, List<Registry> shared) {
        addresses = addresses(configuration);
        keepers.entrySet().removeIf(entry -> {
            if (shared.contains(entry.getKey())) return false;
            entry.getValue().close(Duration.ZERO);
            return true;
        });
        String key = DIRECTORY + name(configuration);
        for (Registry registry : shared)
            keepers.computeIfAbsent(registry, to -> Keeper.start(to.store(), key, LIFE, () -> about(to), LOOK_EVERY));
    }

    /** Takes the keys back, as long as that is quick. */
    public void leave() {
        keepers.values().forEach(keeper -> keeper.close(LEAVE));
        keepers.clear();
    }

    private static String name(Configuration configuration) {
        String node = configuration.global().get(GlobalSettings.NODE);
        String name =
                node.isEmpty() ? Host.name() + "-" + ProcessHandle.current().pid() : node;
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static List<String> addresses(Configuration configuration) {
        TreeSet<String> all = new TreeSet<>();
        for (ProxyConfig proxy : configuration.proxies()) {
            if (proxy.settings().get(ProxySettings.DISABLED)) continue;
            for (BindConfig bind : proxy.binds()) for (Address address : bind.addresses()) all.add(address.toString());
        }
        return List.copyOf(all);
    }

    private String about(Registry registry) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("version", Identity.VERSION);
            json.writeArrayFieldStart("addresses");
            for (String address : addresses) json.writeString(address);
            json.writeEndArray();
            json.writeStringField("started", started);
            json.writeNumberField("revision", registry.status().revision());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
