package io.hecd.discovery.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.hecd.discovery.store.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One watch on one connection, with jetcd's watcher under guard. That one starts again by itself after a failure, from a
 * revision that may lie behind events it never saw (jetcd#1055), or stays silent for ever (jetcd#951): so it is ended at its
 * first error, before it can start again; history is looked at before it starts; and etcd must answer a request for progress within
 * the time of {@link EtcdOptions#silenceMillis}. Used on the store's thread.
 */
final class EtcdWatch implements Store.Watch, Watch.Listener {
    private final EtcdStore store;
    private final String prefix;
    private final Store.Watcher watcher;

    /** Empty when the caller does not know. */
    private final String history;

    /** Everything up to here has been told. */
    private long told;

    private @Nullable EtcdLink link;
    private Watch.@Nullable Watcher running;

    /** When the oldest question was asked that has not been answered; 0 for none. */
    private long waitingSinceNanos;

    private long askedAtNanos;
    private boolean ended;

    EtcdWatch(EtcdStore store, String prefix, String history, long after, Store.Watcher watcher) {
        this.store = store;
        this.prefix = prefix;
        this.history = history;
        this.told = after;
        this.watcher = watcher;
    }

    /** Looks where history is, and then watches on the same connection. */
    void start(EtcdLink on) {
        on.use();
        link = on;
        EtcdHistory.Mark asked = store.history().mark();
        store.settle(EtcdRead.probe(on, prefix), (answer, failure) -> {
            if (ended || link != on) return;
            if (failure != null) {
                breakUp(store.failed(on, failure));
                return;
            }
            store.saw(asked, answer.getHeader());
            if (ended) return;
            if (!history.isEmpty() && !history.equals(store.history().name()))
                restarted("cluster " + store.history().name() + " instead of " + history);
            else if (answer.getHeader().getRevision() < told)
                restarted("revision " + answer.getHeader().getRevision() + " instead of " + told);
            else open(on);
        });
    }

    /** Goes on over another connection, without the watcher noticing. */
    void move(EtcdLink to) {
        if (ended) return;
        leave();
        start(to);
    }

    /** Asks for a sign of life, if it is time to; true if it did. */
    boolean ask(long nowNanos) {
        if (running == null || nowNanos - askedAtNanos < askEveryNanos()) return false;
        askedAtNanos = nowNanos;
        if (waitingSinceNanos == 0) waitingSinceNanos = nowNanos;
        running.requestProgress();
        return true;
    }

    /** Where a question has not been answered in time, if so. */
    Optional<EtcdLink> silent(long nowNanos) {
        boolean waited = waitingSinceNanos != 0
                && nowNanos - waitingSinceNanos
                        >= TimeUnit.MILLISECONDS.toNanos(store.options().silenceMillis());
        return waited ? Optional.ofNullable(link) : Optional.empty();
    }

    /** We slept, not etcd: the answer has its time from now on. */
    void excuse(long nowNanos) {
        if (waitingSinceNanos != 0) waitingSinceNanos = nowNanos;
    }

    boolean isOn(EtcdLink connection) {
        return link == connection;
    }

    @Override
    public void close() {
        store.run(this::end);
    }

    /** Ends it and says why. */
    void breakUp(StoreException why) {
        if (ended) return;
        end();
        watcher.broken(why);
    }

    @Override
    public void onNext(WatchResponse answer) {
        if (ended || link == null) return;
        waitingSinceNanos = 0;
        if (answer.getHeader().getClusterId() != store.history().mark().cluster()) {
            restarted("cluster " + Long.toHexString(answer.getHeader().getClusterId()) + " on the same connection");
            return;
        }
        if (answer.getEvents().isEmpty()) {
            // Not the revision of the header: etcd 3.4.23 sends it ahead of events it has yet to send (etcd#15220).
            watcher.progressed(told);
            return;
        }
        try {
            tell(answer.getEvents());
        } catch (RuntimeException e) {
            breakUp(new StoreException(Reason.REFUSED, "the watcher of '" + prefix + "' failed: " + e, e));
        }
    }

    @Override
    public void onError(Throwable failure) {
        EtcdLink on = link;
        if (ended || on == null) return;
        if (EtcdTrouble.isTooLarge(failure))
            breakUp(new StoreException(
                    Reason.COMPACTED, "etcd " + on.endpoint() + ": too much has changed to be sent at once", failure));
        else breakUp(store.failed(on, failure));
    }

    /** jetcd says so after {@link #onError} and when we end it; else the member has closed the stream. */
    @Override
    public void onCompleted() {
        EtcdLink on = link;
        if (ended || running == null || on == null) return;
        store.abandon(on);
        breakUp(new StoreException(Reason.UNREACHABLE, "etcd " + on.endpoint() + ": the watch was closed"));
    }

    private long askEveryNanos() {
        return TimeUnit.MILLISECONDS.toNanos(store.options().silenceMillis() / 4);
    }

    private void open(EtcdLink on) {
        WatchOption option = WatchOption.builder()
                .withRange(EtcdKeys.end(prefix))
                // One that is known already: of a watch that begins in the future newer etcd tells no progress
                // (etcd#20229).
                .withRevision(Math.max(1, told))
                .withPrevKV(true)
                .withCreateNotify(true)
                .build();
        ByteSequence first = EtcdKeys.first(prefix);
        // That it begins is the answer to the first question.
        askedAtNanos = store.clock().nanos();
        waitingSinceNanos = askedAtNanos;
        running = on.client().getWatchClient().watch(first, option, this);
    }

    private void tell(List<WatchEvent> events) {
        List<Event> ofOneRevision = new ArrayList<>();
        long revision = 0;
        for (WatchEvent event : events) {
            long its = event.getKeyValue().getModRevision();
            if (its != revision) tellOne(revision, ofOneRevision);
            if (ended) return;
            if (its != revision) ofOneRevision = new ArrayList<>();
            revision = its;
            ofOneRevision.add(event(event));
        }
        tellOne(revision, ofOneRevision);
    }

    private void tellOne(long revision, List<Event> events) {
        if (events.isEmpty() || revision <= told) return;
        told = revision;
        watcher.changed(revision, List.copyOf(events));
    }

    private Event event(WatchEvent event) {
        KeyValue now = event.getKeyValue();
        Optional<Entry> before = EtcdTxn.entry(event.getPrevKV(), store.leases());
        if (event.getEventType() == WatchEvent.EventType.PUT)
            return new Event(Event.Kind.PUT, EtcdTxn.entry(now, store.leases()).orElseThrow(), before);
        Entry gone = new Entry(
                EtcdKeys.text(now.getKey()),
                before.map(Entry::value).orElse(""),
                before.map(Entry::created).orElse(0L),
                now.getModRevision(),
                0);
        return new Event(Event.Kind.DELETE, gone, before);
    }

    private void restarted(String what) {
        breakUp(new StoreException(Reason.RESTARTED, store.name() + ": another history: " + what));
    }

    private void end() {
        if (ended) return;
        ended = true;
        store.forget(this);
        leave();
    }

    private void leave() {
        Watch.Watcher was = running;
        running = null;
        waitingSinceNanos = 0;
        if (was != null) was.close();
        if (link != null) link.release();
        link = null;
    }
}
