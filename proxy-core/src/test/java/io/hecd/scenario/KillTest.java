package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of four servers dies by `kill -9` under 500 requests a second: no GET is lost, no POST is carried out twice. */
@ExtendWith(ScenarioKit.class)
class KillTest {
    private static final int CLIENTS = 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(40);

    private final Map<String, AtomicInteger> carriedOut = new ConcurrentHashMap<>();
    private final AtomicInteger gets = new AtomicInteger();
    private final List<String> lost = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final AtomicInteger posts = new AtomicInteger();

    @Test
    void no_get_is_lost_and_no_post_is_carried_out_twice(Scenario s) throws Exception {
        List<Process> origins = new ArrayList<>();
        try {
            StringBuilder servers = new StringBuilder();
            for (int i = 0; i < 4; i++)
                servers.append("  server s")
                        .append(i)
                        .append(" 127.0.0.1:")
                        .append(start(origins))
                        .append('\n');
            s.proxy("""
                    defaults
                      mode http
                      retries 3
                      option redispatch
                      timeout connect 5s
                      timeout client 50s
                      timeout server 50s
                    listen px
                      bind ${px}
                      balance roundrobin
                    """ + servers);
            AtomicBoolean stop = new AtomicBoolean();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                Thread client = new Thread(() -> run(s, number, stop));
                clients.add(client);
                client.start();
            }
            eventually(() -> assertThat(gets.get()).isGreaterThan(400));
            origins.get(1).destroyForcibly();
            int then = gets.get();
            eventually(() -> assertThat(gets.get()).isGreaterThan(then + 800));
            stop.set(true);
            for (Thread client : clients) client.join();
        } finally {
            origins.forEach(Process::destroyForcibly);
        }
        assertThat(lost).as("of %d GETs", gets.get()).isEmpty();
        assertThat(posts.get()).isGreaterThan(100);
        assertThat(carriedOut)
                .isNotEmpty()
                .allSatisfy((id, times) -> assertThat(times.get()).isEqualTo(1));
    }

    private void run(Scenario s, int number, AtomicBoolean stop) {
        Conversation conversation = s.client().open();
        for (int n = 0; !stop.get(); n++) {
            boolean post = n % 5 == 4;
            String path = "/" + number + "-" + n;
            conversation.send(
                    post
                            ? "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                            : "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            var answer = conversation.answer();
            (post ? posts : gets).incrementAndGet();
            if (!post && answer.status() != 200)
                lost.add(path + " " + answer.status() + " " + answer.header("x-hecd-reason"));
            if (answer.status() == 0 || answer.header("connection").equals("close")) {
                conversation.close();
                conversation = s.client().open();
            }
            LockSupport.parkNanos(PAUSE);
        }
        conversation.close();
    }

    private int start(List<Process> origins) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildOrigin.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        origins.add(process);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        int port = Integer.parseInt(out.readLine());
        Thread reader = new Thread(() -> out.lines()
                .forEach(id -> carriedOut
                        .computeIfAbsent(id, any -> new AtomicInteger())
                        .incrementAndGet()));
        reader.setDaemon(true);
        reader.start();
        return port;
    }
}
