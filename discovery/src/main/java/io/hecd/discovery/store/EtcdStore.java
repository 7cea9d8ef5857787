package io.hecd.discovery.store;

import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Response;
import io.etcd.jetcd.lease.LeaseGrantResponse;
import io.hecd.discovery.store.StoreException.Reason;
import io.hecd.time.Clock;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in an etcd cluster, over jetcd. It has two threads: one on which everything below happens and watchers are called, and
 * one event loop. One endpoint is used at a time; a call or watch that fails for lack of an answer makes the next one
 * use the next endpoint. Nothing is tried again here, except once with a new token.
 */
public final class EtcdStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdStore.class);
    private static final long TICK_MILLIS = 250;
    private static final int ASKED_PER_TICK = 10;

    /** gRPC speaks of each packet of an answer that was refused; kept here, for a logger nobody holds forgets its level. */
    private static final java.util.logging.Logger GRPC = java.util.logging.Logger.getLogger("io.grpc");

    static {
        if (GRPC.getLevel() == null) GRPC.setLevel(java.util.logging.Level.WARNING);
    }

    private final EtcdOptions options;
    private final Clock clock = Clock.system();
    private final ScheduledThreadPoolExecutor thread;
    private final EventLoopGroup loop;
    private final Optional<EtcdTls> tls;
    private final EtcdHistory history = new EtcdHistory();
    private final EtcdLeases leases = new EtcdLeases(clock);
    private final Set<EtcdWatch> watches = new LinkedHashSet<>();
    private final Set<EtcdKept> kept = new LinkedHashSet<>();
    private final Set<EtcdLink> links = new LinkedHashSet<>();
    private final List<CompletableFuture<?>> pending = new ArrayList<>();
    private @Nullable EtcdLink current;
    private int endpoint;
    private long tickedAtNanos = clock.nanos();
    private volatile boolean closed;

    private EtcdStore(EtcdOptions options) {
        this.options = options;
        tls = options.needsTls() ? Optional.of(new EtcdTls(options.tls())) : Optional.empty();
        thread = new ScheduledThreadPoolExecutor(
                1, new DefaultThreadFactory("etcd-store", true), new ThreadPoolExecutor.DiscardPolicy());
        loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("etcd-loop", true), NioIoHandler.newFactory());
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Waits for nothing: an etcd that is not there shows when something is asked. {@link StoreException} for bad TLS files. */
    public static EtcdStore connect(EtcdOptions options) {
        return new EtcdStore(options);
    }

    @Override
    public CompletableFuture<Snapshot> read(String prefix) {
        return ask(link -> {
            EtcdHistory.Mark asked = history.mark();
            return new EtcdRead(link, prefix)
                    .start()
                    .thenCompose(result -> leases.ask(link, result.found()).thenApply(done -> result))
                    .thenApplyAsync(result -> snapshot(asked, result), thread);
        });
    }

    @Override
    public CompletableFuture<Snapshot> find(List<String> keys) {
        return ask(link -> {
            EtcdHistory.Mark asked = history.mark();
            return EtcdRead.exactly(link, keys)
                    .thenCompose(result -> leases.ask(link, result.found()).thenApply(done -> result))
                    .thenApplyAsync(result -> snapshot(asked, result), thread);
        });
    }

    @Override
    public Watch watch(String prefix, long after, Watcher watcher) {
        return watch(prefix, "", after, watcher);
    }

    @Override
    public Watch watch(String prefix, Snapshot read, Watcher watcher) {
        return watch(prefix, read.cluster(), read.revision(), watcher);
    }

    @Override
    public CompletableFuture<Outcome> commit(Change change) {
        if (change.kind() != Change.Kind.PUT || change.ttlMillis() <= 0) return ask(link -> commit(link, change, 0));
        return commit(change, lease -> {});
    }

    @Override
    public Kept keep(Change put, Consumer<StoreException> lost) {
        EtcdKept kept = new EtcdKept(this, put, lost);
        settle(commit(put, kept::granted), kept::written);
        return kept;
    }

    @Override
    public String name() {
        return "etcd " + options.endpoints().stream().map(URI::toString).collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        run(() -> {
            StoreException why = closedException();
            for (EtcdWatch watch : List.copyOf(watches)) watch.breakUp(why);
            for (EtcdKept key : List.copyOf(kept)) key.lose(why);
            for (CompletableFuture<?> call : List.copyOf(pending)) call.completeExceptionally(why);
            links.forEach(EtcdLink::close);
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> thread.shutdown());
        });
    }

    // What follows is for the parts of the store, on its thread.

    EtcdOptions options() {
        return options;
    }

    Clock clock() {
        return clock;
    }

    EtcdHistory history() {
        return history;
    }

    EtcdLeases leases() {
        return leases;
    }

    void run(Runnable task) {
        thread.execute(task);
    }

    /** Hears the end of a call on the store's thread. */
    <T> void settle(CompletableFuture<T> call, BiConsumer<T, @Nullable Throwable> end) {
        call.whenCompleteAsync(end, thread);
    }

    void forget(EtcdWatch watch) {
        watches.remove(watch);
    }

    void take(EtcdKept key) {
        if (closed) key.lose(closedException());
        else kept.add(key);
    }

    void forget(EtcdKept key) {
        kept.remove(key);
    }

    /** Begins the time of a lease anew; 0 seconds left for one that is not there any more. */
    CompletableFuture<Long> prolong(long lease) {
        return ask(link -> link.call(client -> client.getLeaseClient()
                        .keepAliveOnce(lease)
                        .orTimeout(options.timeoutMillis(), TimeUnit.MILLISECONDS))
                .thenApplyAsync(
                        answer -> {
                            if (answer.getTTL() > 0) leases.granted(lease, answer.getTTL());
                            return answer.getTTL();
                        },
                        thread));
    }

    /** Ends a lease and its key. */
    CompletableFuture<Void> revoke(long lease) {
        return ask(link -> link.call(client -> client.getLeaseClient().revoke(lease))
                .thenAcceptAsync(answer -> leases.forgetOwn(lease), thread));
    }

    /** Says what a failure means; when it is the connection's or the member's, others will use the next endpoint. */
    StoreException failed(EtcdLink link, Throwable failure) {
        if (closed) return closedException();
        StoreException why = EtcdTrouble.of("etcd " + link.endpoint(), failure);
        if (why.reason() == Reason.UNREACHABLE || why.reason() == Reason.NO_QUORUM) abandon(link);
        return why;
    }

    /** The next call uses the next endpoint. Watches that live on the connection show by themselves whether they do. */
    void abandon(EtcdLink link) {
        if (current == link) {
            current = null;
            endpoint = (endpoint + 1) % options.endpoints().size();
        }
        link.retire();
    }

    /** Takes in what a linearizable answer shows of history; another history ends the watches of the old one. */
    void saw(EtcdHistory.Mark asked, Response.Header answer) {
        if (!history.restarted(asked, answer)) return;
        StoreException why = new StoreException(
                Reason.RESTARTED,
                name() + ": cluster " + Long.toHexString(asked.cluster()) + " at revision " + asked.revision()
                        + " has become cluster " + Long.toHexString(answer.getClusterId()) + " at revision "
                        + answer.getRevision());
        for (EtcdWatch watch : List.copyOf(watches)) watch.breakUp(why);
    }

    private Watch watch(String prefix, String knownHistory, long after, Watcher watcher) {
        EtcdWatch watch = new EtcdWatch(this, prefix, knownHistory, after, watcher);
        if (closed) {
            watcher.broken(closedException());
            return watch;
        }
        run(() -> {
            if (closed) {
                watch.breakUp(closedException());
            } else {
                watches.add(watch);
                watch.start(link());
            }
        });
        return watch;
    }

    private <T> CompletableFuture<T> ask(Function<EtcdLink, CompletableFuture<T>> question) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (closed) return CompletableFuture.failedFuture(closedException());
        run(() -> {
            if (closed) {
                result.completeExceptionally(closedException());
                return;
            }
            EtcdLink link = link();
            link.use();
            pending.add(result);
            settle(question.apply(link), (answer, failure) -> {
                link.release();
                if (failure == null) result.complete(answer);
                else result.completeExceptionally(failed(link, failure));
            });
        });
        return result;
    }

    private CompletableFuture<Outcome> commit(Change put, Consumer<LeaseGrantResponse> granted) {
        long seconds = (put.ttlMillis() + 999) / 1000;
        return ask(link -> link.call(client -> client.getLeaseClient().grant(seconds))
                .thenComposeAsync(
                        lease -> {
                            leases.granted(lease.getID(), lease.getTTL());
                            granted.accept(lease);
                            return commit(link, put, lease.getID());
                        },
                        thread));
    }

    private CompletableFuture<Outcome> commit(EtcdLink link, Change change, long lease) {
        EtcdTxn txn = new EtcdTxn(change, lease);
        EtcdHistory.Mark asked = history.mark();
        return link.call(txn::commit)
                .thenApplyAsync(
                        answer -> {
                            saw(asked, answer.getHeader());
                            Outcome outcome = txn.outcome(answer, leases);
                            for (long free : txn.freed(answer)) revoke(link, free);
                            return outcome;
                        },
                        thread);
    }

    /** If this store granted it, for no key needs it any more; should it fail, time does it. */
    private void revoke(EtcdLink link, long lease) {
        if (!leases.forgetOwn(lease)) return;
        for (EtcdKept key : List.copyOf(kept)) key.freed(lease);
        var unused = link.client().getLeaseClient().revoke(lease);
    }

    private Snapshot snapshot(EtcdHistory.Mark asked, EtcdRead.Result result) {
        boolean late = asked.turn() != history.mark().turn();
        saw(asked, result.header());
        if (late) throw new StoreException(Reason.RESTARTED, name() + " became another while it was read");
        List<Entry> entries = new ArrayList<>(result.found().size());
        for (KeyValue key : result.found()) EtcdTxn.entry(key, leases).ifPresent(entries::add);
        return new Snapshot(history.name(), result.header().getRevision(), List.copyOf(entries));
    }

    private EtcdLink link() {
        EtcdLink link = current;
        if (link != null) return link;
        URI uri = options.endpoints().get(endpoint);
        Optional<SslContext> context = uri.getScheme().equals("https") ? tls.map(EtcdTls::context) : Optional.empty();
        link = new EtcdLink(uri, options, context, loop, thread);
        links.add(link);
        current = link;
        return link;
    }

    private void tick() {
        try {
            long now = clock.nanos();
            boolean late = now - tickedAtNanos > TimeUnit.MILLISECONDS.toNanos(4 * TICK_MILLIS);
            tickedAtNanos = now;
            // A tick that comes late says that we slept.
            if (late) watches.forEach(watch -> watch.excuse(now));
            for (EtcdWatch watch : List.copyOf(watches)) watch.silent(now).ifPresent(this::leaveSilent);
            ask(now);
            for (EtcdKept key : List.copyOf(kept)) key.tick(now);
            links.removeIf(EtcdLink::isClosed);
            pending.removeIf(CompletableFuture::isDone);
            if (tls.isPresent()) refresh(tls.get());
        } catch (RuntimeException e) {
            LOG.error("{}: {}", name(), e.toString(), e);
        }
    }

    /** A few watches in turn: of a connection that many use, one shows that it lives. */
    private void ask(long nowNanos) {
        int asked = 0;
        for (EtcdWatch watch : List.copyOf(watches)) {
            if (asked == ASKED_PER_TICK) return;
            if (!watch.ask(nowNanos)) continue;
            asked++;
            watches.remove(watch);
            watches.add(watch);
        }
    }

    private void leaveSilent(EtcdLink link) {
        abandon(link);
        StoreException why = new StoreException(
                Reason.UNREACHABLE,
                "etcd " + link.endpoint() + ": a watch heard nothing for " + options.silenceMillis()
                        + " ms after asking");
        for (EtcdWatch watch : List.copyOf(watches)) if (watch.isOn(link)) watch.breakUp(why);
    }

    /** New certificates are used at once, so that one that does not do shows while somebody looks. */
    private void refresh(EtcdTls files) {
        try {
            if (!files.refresh()) return;
        } catch (StoreException e) {
            LOG.warn("{}: {}; going on with the old ones", name(), e.getMessage());
            return;
        }
        LOG.info("{}: the TLS files have changed, reconnecting", name());
        EtcdLink old = current;
        current = null;
        if (old != null) old.retire();
        for (EtcdWatch watch : List.copyOf(watches)) watch.move(link());
    }

    private StoreException closedException() {
        return new StoreException(Reason.CLOSED, name() + " is closed");
    }
}
