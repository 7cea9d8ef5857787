package io.hecd.discovery.sync;

import io.hecd.discovery.registry.Follower;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One `backends-from` line at work: puts the keys of a set together by application, and reads those anew in which something
 * changed. {@link #whole} runs on the registry's thread; the result is read by the control thread.
 */
final class Directories implements Follower {
    private static final String SERVERS = "servers/";
    private static final String ROUTE = "route";
    /** Whoever makes more by mistake shall not fill the memory. */
    private static final int MOST = 10_000;

    private final BackendsFrom line;
    private final RegistryConfig config;
    private final Registry registry;
    private final ServerReader reader;
    private final Runnable changed;
    private final FirstSet first = new FirstSet();
    private volatile Map<String, Directory> applications = Map.of();
    private Set<String> leftOut = Set.of();

    Directories(BackendsFrom line, RegistryConfig config, Registry registry, AddressGuard guard, Runnable changed) {
        this.line = line;
        this.config = config;
        this.registry = registry;
        this.reader = new ServerReader(line.settings(), config, guard);
        this.changed = changed;
    }

    void follow() {
        registry.follow(line.pattern().prefix(), this);
    }

    void forget() {
        registry.forget(line.pattern().prefix(), this);
    }

    RegistryConfig config() {
        return config;
    }

    FirstSet first() {
        return first;
    }

    /** By name, in the order of the keys. */
    Map<String, Directory> applications() {
        return applications;
    }

    @Override
    public void whole(Snapshot snapshot, boolean live) {
        Refusals bad = new Refusals(registry);
        Map<String, Directory> before = applications;
        Map<String, Directory> now = new LinkedHashMap<>();
        together(snapshot, bad).forEach((name, keys) -> {
            Directory known = before.get(name);
            now.put(
                    name,
                    known != null && known.isOf(keys) ? known : read(name, keys, Optional.ofNullable(known), bad));
        });
        applications = now;
        first.came();
        changed.run();
    }

    /** The keys of each application that count: its servers and its route. Others may lie beside them. */
    private Map<String, List<Entry>> together(Snapshot snapshot, Refusals bad) {
        Map<String, List<Entry>> byName = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        int start = line.pattern().prefix().length();
        for (Entry entry : snapshot.entries()) {
            String key = entry.key();
            int end = key.indexOf('/', start);
            if (end < 0 || !counts(key, end + 1)) continue;
            String name = key.substring(start, end);
            List<Entry> keys = byName.get(name);
            if (keys == null) {
                String directory = key.substring(0, end);
                if (line.pattern().nameIn(directory).isEmpty() || refused.contains(directory)) continue;
                String why = byName.size() == MOST
                        ? "there are more than " + MOST + " applications"
                        : ServerValue.isName(name) ? "" : "it is not the name of a backend";
                if (!why.isEmpty()) {
                    refused.add(directory);
                    bad.add(directory, why, leftOut.contains(directory));
                    continue;
                }
                keys = new ArrayList<>();
                byName.put(name, keys);
            }
            keys.add(entry);
        }
        leftOut = refused;
        return byName;
    }

    /** `route`, or `servers/NAME` and nothing below. */
    private static boolean counts(String key, int from) {
        if (key.startsWith(SERVERS, from)) {
            int name = from + SERVERS.length();
            return name < key.length() && key.indexOf('/', name) < 0;
        }
        return isRoute(key, from);
    }

    private static boolean isRoute(String key, int from) {
        return key.length() == from + ROUTE.length() && key.startsWith(ROUTE, from);
    }

    private Directory read(String name, List<Entry> keys, Optional<Directory> before, Refusals bad) {
        Map<String, ServerReader.Read> reads = new HashMap<>();
        List<Announced> servers = new ArrayList<>();
        List<RouteValue.Way> ways = List.of();
        String refusedRoute = "";
        int inDirectory = line.pattern().prefix().length() + name.length() + 1;
        for (Entry entry : keys) {
            if (isRoute(entry.key(), inDirectory)) {
                try {
                    ways = RouteValue.read(entry.value());
                } catch (ServerValue.Refused refused) {
                    refusedRoute = String.valueOf(refused.getMessage());
                    bad.add(
                            entry.key(),
                            refusedRoute,
                            before.map(Directory::refusedRoute).orElse("").equals(refusedRoute));
                }
                continue;
            }
            ServerReader.Read old =
                    before.map(Directory::reads).orElse(Map.of()).get(entry.key());
            boolean known = old != null && old.value().equals(entry.value());
            ServerReader.Read read = old != null && known ? old : reader.read(entry, lastOf(entry.key()));
            reads.put(entry.key(), read);
            read.server().ifPresent(servers::add);
            if (read.server().isEmpty()) bad.add(entry.key(), read.refused(), known);
        }
        return new Directory(name, keys, reads, List.copyOf(servers), ways, refusedRoute);
    }

    private static String lastOf(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
