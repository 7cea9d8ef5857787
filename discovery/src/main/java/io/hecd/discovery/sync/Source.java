package io.hecd.discovery.sync;

import io.hecd.discovery.registry.Follower;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One `servers-from` line at work: reads each key of a set once, leaves bad ones out, and hands the rest on. {@link #whole}
 * runs on the registry's thread; the result is read by the control thread.
 */
final class Source implements Announcer, Follower {
    private final ServersFrom line;
    private final RegistryConfig config;
    private final Registry registry;
    private final ServerReader reader;
    private final Runnable changed;
    private final FirstSet first = new FirstSet();
    private Map<String, ServerReader.Read> reads = new HashMap<>();
    private volatile List<Announced> announced = List.of();

    Source(ServersFrom line, RegistryConfig config, Registry registry, AddressGuard guard, Runnable changed) {
        this.line = line;
        this.config = config;
        this.registry = registry;
        this.reader = new ServerReader(line.settings(), config, guard);
        this.changed = changed;
    }

    @Override
    public void follow() {
        registry.follow(line.pattern().prefix(), this);
    }

    @Override
    public void forget() {
        registry.forget(line.pattern().prefix(), this);
    }

    @Override
    public RegistryConfig config() {
        return config;
    }

    FirstSet first() {
        return first;
    }

    @Override
    public boolean isKnown() {
        return first.hasCome();
    }

    @Override
    public List<Announced> announced() {
        return announced;
    }

    @Override
    public void whole(Snapshot snapshot, boolean live) {
        Map<String, ServerReader.Read> now = new HashMap<>();
        List<Announced> good = new ArrayList<>();
        Refusals bad = new Refusals(registry);
        for (Entry entry : snapshot.entries()) {
            Optional<String> name = line.pattern().nameIn(entry.key());
            if (name.isEmpty()) continue;
            ServerReader.Read before = reads.get(entry.key());
            boolean known = before != null && before.value().equals(entry.value());
            ServerReader.Read read = before != null && known ? before : reader.read(entry, name.get());
            now.put(entry.key(), read);
            read.server().ifPresent(good::add);
            if (read.server().isEmpty()) bad.add(entry.key(), read.refused(), known);
        }
        reads = now;
        announced = List.copyOf(good);
        first.came();
        changed.run();
    }
}
