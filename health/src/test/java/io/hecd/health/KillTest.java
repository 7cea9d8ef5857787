package io.hecd.health;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.health.check.Checks;
import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.hecd.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of four servers dies by `kill -9` under 500 requests a second and comes back: no GET is lost, no POST is carried out
 * twice, and it is used again after `rise` checks.
 */
@ExtendWith(ScenarioKit.class)
class KillTest {
    private static final int CLIENTS = 20;
    /** Between two requests of a client: 500 a second of all. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(CLIENTS) / 500;

    private static final int SERVERS = 4;
    private static final int VICTIM = 1;

    private final Map<String, AtomicInteger> carriedOut = new ConcurrentHashMap<>();
    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Process> origins = new ArrayList<>();

    @Test
    void no_get_is_lost_no_post_is_carried_out_twice_and_the_server_is_used_again(Scenario s) throws Exception {
        List<Thread> clients = new ArrayList<>();
        try {
            int[] ports = new int[SERVERS];
            StringBuilder servers = new StringBuilder();
            for (int i = 0; i < SERVERS; i++) {
                ports[i] = start(0);
                servers.append("  server s%d 127.0.0.1:%d check inter 200ms rise 2 fall 3\n".formatted(i, ports[i]));
            }
            s.with(builder -> builder.clock(Clock.system()).with(new HealthSubsystem(Checks.standard())));
            s.proxy("""
                    global
                      log ${log} local0
                    defaults
                      mode http
                      log global
                      option dontlog-normal
                      retries 3
                      option redispatch
                      timeout connect 5s
                      timeout client 50s
                      timeout server 50s
                    listen px
                      bind ${px}
                      balance roundrobin
                    """ + servers);
            Server victim = s.server("px", "s" + VICTIM);
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                clients.add(new Thread(() -> run(s, number)));
            }
            clients.forEach(Thread::start);
            afterMoreGets(400);
            origins.get(VICTIM).destroyForcibly();
            eventually(() -> assertThat(victim.operState()).isEqualTo(OperState.STOPPED));
            afterMoreGets(200);
            long before = victim.counters().sum(ServerCounter.TOTAL);
            start(ports[VICTIM]);
            s.log().containing("Server px/s" + VICTIM + " is UP");
            eventually(
                    () -> assertThat(victim.counters().sum(ServerCounter.TOTAL)).isGreaterThan(before + 50));
        } finally {
            stop.set(true);
            for (Thread client : clients) client.join();
            origins.forEach(Process::destroyForcibly);
        }
        assertThat(lost).as("of %d GETs", gets.get()).isEmpty();
        assertThat(posts.get()).isGreaterThan(100);
        assertThat(carriedOut)
                .isNotEmpty()
                .allSatisfy((id, times) -> assertThat(times.get()).isEqualTo(1));
    }

    private void afterMoreGets(int more) {
        int then = gets.get();
        eventually(() -> assertThat(gets.get()).isGreaterThan(then + more));
    }

    /**
     * Every fifth is a POST; every third comes on a new connection, and so goes to a server on one. Who is late catches up, so
     * that the rate holds whatever an answer takes.
     */
    private void run(Scenario s, int number) {
        Conversation conversation = s.client().open();
        long due = System.nanoTime() + number * PERIOD / CLIENTS;
        for (int n = 0; !stop.get(); n++, due += PERIOD) {
            for (long wait; (wait = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(wait);
            boolean post = n % 5 == 4;
            String path = "/" + number + "-" + n;
            conversation.send(
                    post
                            ? "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                            : "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            Answer answer = conversation.answer();
            (post ? posts : gets).incrementAndGet();
            if (!post && answer.status() != 200)
                lost.add(path + " " + answer.status() + " " + answer.header("x-hecd-reason"));
            if (n % 3 == 0
                    || answer.status() == 0
                    || answer.header("connection").equals("close")) {
                conversation.close();
                conversation = s.client().open();
            }
        }
        conversation.close();
    }

    private int start(int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildOrigin.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        origins.add(process);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        int bound = Integer.parseInt(out.readLine());
        Thread reader = new Thread(() -> out.lines()
                .forEach(id -> carriedOut
                        .computeIfAbsent(id, any -> new AtomicInteger())
                        .incrementAndGet()));
        reader.setDaemon(true);
        reader.start();
        return bound;
    }
}
