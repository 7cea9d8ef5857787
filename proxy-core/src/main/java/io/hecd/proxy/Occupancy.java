package io.hecd.proxy;

import io.hecd.stats.Counters;
import io.hecd.stats.Rate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How full the process is: connections of clients, their numbers, and whether it is draining. Shared by all workers. */
public final class Occupancy {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final Rate connectionRate;
    private final Rate sessionRate;
    private final Rate bytesOut;
    private final Counters bytes;
    private volatile boolean draining;
    private volatile int limit;
    private volatile int configured;

    public Occupancy(int workers) {
        connectionRate = new Rate(workers);
        sessionRate = new Rate(workers);
        bytesOut = new Rate(workers);
        bytes = new Counters(workers, Bytes.values().length);
    }

    public AtomicInteger connections() {
        return connections;
    }

    /** `maxconn` of the `global` section: connections of the whole process, 0 for no limit. */
    public void limit(int connections) {
        configured = connections;
        limit = connections;
    }

    /** Another limit, for as long as this configuration lasts. */
    public void limitNow(int connections) {
        limit = connections;
    }

    /** What the configuration and the descriptors of the process allow. */
    public int configuredLimit() {
        return configured;
    }

    public boolean isFull() {
        int most = limit;
        return most > 0 && connections.get() >= most;
    }

    public int limit() {
        return limit;
    }

    /** Connections accepted, let in or not. */
    public Rate connectionRate() {
        return connectionRate;
    }

    /** Connections let in. */
    public Rate sessionRate() {
        return sessionRate;
    }

    /** Bytes given to clients and to servers, counted when their exchange ends. */
    public Rate bytesOut() {
        return bytesOut;
    }

    public long bytesOutEver() {
        return bytes.sum(Bytes.OUT);
    }

    void countBytesOut(int worker, long nanos, long n) {
        bytes.add(worker, Bytes.OUT, n);
        bytesOut.add(worker, nanos, n);
    }

    private enum Bytes {
        OUT
    }

    /** Exchanges under way. */
    public AtomicInteger exchanges() {
        return exchanges;
    }

    public long nextNumber() {
        return numbers.getAndIncrement();
    }

    public long connectionsEver() {
        return numbers.get();
    }

    AtomicLong requests() {
        return requests;
    }

    /** Exchanges begun. */
    public long exchangesEver() {
        return requests.get();
    }

    /** No keep-alive any more: every answer is the last of its connection. */
    public boolean isDraining() {
        return draining;
    }

    public void drain() {
        draining = true;
    }
}
