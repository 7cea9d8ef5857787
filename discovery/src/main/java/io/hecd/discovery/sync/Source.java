package io.hecd.discovery.sync;

import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.discovery.registry.Follower;
import io.hecd.discovery.registry.IpLiteral;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Snapshot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One `servers-from` line at work: reads each key of a set once, leaves bad ones out, and hands the rest on. {@link #whole}
 * runs on the registry's thread, where names may be looked up; the result is read by the control thread.
 */
final class Source implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd.discovery");
    /** A registry that says nonsense ten thousand times is told of a few times. */
    private static final int REFUSALS_TOLD = 20;

    /** What a key's value was read as, kept while the value stays. */
    private record Read(String value, Optional<Announced> server, String refused) {}

    private final ServersFrom line;
    private final RegistryConfig config;
    private final Registry registry;
    private final AddressGuard guard;
    private final Runnable changed;
    private final CountDownLatch first = new CountDownLatch(1);
    private Map<String, Read> reads = new HashMap<>();
    private volatile List<Announced> announced = List.of();
    private volatile List<Refusal> refusals = List.of();

    /** A key that is not taken, and why. */
    record Refusal(String key, String why) {}

    Source(ServersFrom line, RegistryConfig config, Registry registry, AddressGuard guard, Runnable changed) {
        this.line = line;
        this.config = config;
        this.registry = registry;
        this.guard = guard;
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

    /** Waits for a first set, but not longer than this. */
    void awaitFirst(long millis) {
        try {
            first.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isKnown() {
        return first.getCount() == 0;
    }

    /** In the order of the keys. */
    List<Announced> announced() {
        return announced;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    @Override
    public void whole(Snapshot snapshot, boolean live) {
        Map<String, Read> now = new HashMap<>();
        List<Announced> good = new ArrayList<>();
        List<Refusal> bad = new ArrayList<>();
        for (Entry entry : snapshot.entries()) {
            Optional<String> name = line.pattern().nameIn(entry.key());
            if (name.isEmpty()) continue;
            Read before = reads.get(entry.key());
            boolean known = before != null && before.value.equals(entry.value());
            Read read = before != null && known ? before : read(entry, name.get());
            now.put(entry.key(), read);
            read.server.ifPresent(good::add);
            if (read.server.isEmpty()) {
                bad.add(new Refusal(entry.key(), read.refused));
                if (!known && bad.size() <= REFUSALS_TOLD)
                    LOG.warn("Registry {}: {} is left out: {}", registry.name(), printable(entry.key()), read.refused);
            }
        }
        reads = now;
        announced = List.copyOf(good);
        refusals = List.copyOf(bad);
        first.countDown();
        changed.run();
    }

    private Read read(Entry entry, String name) {
        try {
            ServerConfig server = ServerValue.read(entry.key(), name, entry.value(), line.settings());
            Address.Inet inet = (Address.Inet) server.address();
            Optional<InetAddress> ip = resolve(inet.host());
            if (ip.isEmpty()) return refused(entry, "the host name is not known to the resolver");
            InetSocketAddress address = new InetSocketAddress(ip.get(), inet.port());
            String objection = guard.objection(address, config.allowed());
            if (!objection.isEmpty()) return refused(entry, objection);
            return new Read(entry.value(), Optional.of(new Announced(entry.key(), server, address)), "");
        } catch (ServerValue.Refused refused) {
            return refused(entry, String.valueOf(refused.getMessage()));
        }
    }

    private static Read refused(Entry entry, String why) {
        return new Read(entry.value(), Optional.empty(), why);
    }

    private static Optional<InetAddress> resolve(String host) {
        Optional<InetAddress> literal = IpLiteral.parse(host);
        if (literal.isPresent()) return literal;
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String printable(String key) {
        return key.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
