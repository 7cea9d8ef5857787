package io.hecd.discovery.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send without a break while something is done to the registry: every second request is a POST, each has a name
 * of its own. At the end nothing may be lost, nothing executed twice, and no connection cut.
 */
public final class Traffic implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private final List<Thread> threads = new ArrayList<>();
    private final List<String> bad = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean stop;

    /** About 500 requests a second, at most. */
    public static Traffic to(Client client) {
        return new Traffic(client);
    }

    private Traffic(Client client) {
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Thread thread = new Thread(() -> send(client, number), "traffic-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void send(Client client, int number) {
        try (Conversation open = client.open()) {
            for (int i = 0; !stop; i++) {
                String name = "/" + number + "-" + i;
                Answer answer = open.send(
                                i % 2 == 0
                                        ? "GET " + name + " HTTP/1.1\r\nHost: x\r\n\r\n"
                                        : "POST " + name + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
                        .answer();
                if (answer.status() != 200) bad.add(name + " got " + answer.status() + " " + answer.body());
                else served.merge(answer.body(), 1, Integer::sum);
                answered.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (AssertionError | RuntimeException e) {
            bad.add("client " + number + ": " + e.getMessage());
        }
    }

    /** How many answers each server's body had; a server's body is its name. */
    public Map<String, Integer> served() {
        return served;
    }

    /** So many more answers have come. */
    public void goOn(int more) {
        int enough = answered.get() + more;
        io.hecd.scenario.kit.Eventually.eventually(() -> {
            assertThat(bad).isEmpty();
            assertThat(answered.get()).isGreaterThan(enough);
        });
    }

    /** Ends it, and says what it saw. */
    public void isUnharmed(Origin... origins) {
        close();
        assertThat(bad).isEmpty();
        Set<String> seen = new HashSet<>();
        for (Origin origin : origins)
            for (String request : origin.requests())
                assertThat(seen.add(request)).as(request + " twice").isTrue();
    }

    @Override
    public void close() {
        stop = true;
        try {
            for (Thread thread : threads) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
