package io.hecd.discovery.announce;

import io.hecd.discovery.store.EtcdOptions;
import io.hecd.discovery.store.EtcdStore;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.sync.ServerValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A Java service that announces itself: its key is in etcd as long as this is open, with a lease that ends it should the
 * process die. An outage of etcd is waited out. Withdrawn by {@link #close}, and at the end of the JVM.
 */
public final class Announcement implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Store store;
    private final Keeper keeper;
    private final Thread atExit = new Thread(this::end, "hecd-withdraw");
    private final AtomicBoolean ended = new AtomicBoolean();

    private Announcement(Store store, Keeper keeper) {
        this.store = store;
        this.keeper = keeper;
    }

    /**
     * What to announce: `/app/servers/shop-1` and `10.0.0.7:8080`, after which words of a `server` line may stand, as
     * `weight 20`.
     */
    public static Wish of(String key, String value) {
        return new Wish(key, value, EtcdOptions.of("http://127.0.0.1:2379"), Duration.ofSeconds(15));
    }

    /** An announcement that has not begun. Each method gives a changed copy. */
    public record Wish(String key, String value, EtcdOptions etcd, Duration life) {
        /** The members of the etcd cluster, `http://HOST:PORT` or `https://HOST:PORT`. */
        public Wish at(String... endpoints) {
            return new Wish(key, value, etcd.at(endpoints), life);
        }

        public Wish user(String name, Supplier<String> password) {
            return new Wish(key, value, etcd.user(name, password), life);
        }

        public Wish tls(EtcdOptions.Tls files) {
            return new Wish(key, value, etcd.tls(files), life);
        }

        /** How long the key outlives a process that dies, in whole seconds; 15 s if nothing is said. */
        public Wish ttl(Duration ttl) {
            if (ttl.toSeconds() < 1) throw new IllegalArgumentException("a ttl of " + ttl + "; at least a second");
            return new Wish(key, value, etcd, ttl);
        }

        /**
         * Begins, and waits for nothing: etcd may be away.
         *
         * @throws IllegalArgumentException if hecd would leave such a key or value out
         */
        public Announcement start() {
            Optional<String> objection = ServerValue.objection(key, value);
            if (objection.isPresent())
                throw new IllegalArgumentException("'" + key + "', '" + value + "': " + objection.get());
            Store store = EtcdStore.connect(etcd);
            Announcement announcement = new Announcement(store, Keeper.start(store, key, life, value));
            Runtime.getRuntime().addShutdownHook(announcement.atExit);
            return announcement;
        }
    }

    /** Whether etcd has taken the key within this time. */
    public boolean await(Duration patience) {
        return keeper.await(patience);
    }

    /** Why the service is not announced now; empty when it is. */
    public Optional<String> trouble() {
        return Optional.of(keeper.trouble()).filter(sentence -> !sentence.isEmpty());
    }

    /** Withdraws the key; waits three seconds at most, then the lease ends it. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook has nothing left to do.
        }
    }

    private void end() {
        if (!ended.compareAndSet(false, true)) return;
        keeper.close(PATIENCE);
        store.close();
    }
}
