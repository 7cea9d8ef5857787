package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upgraded connections and `mode tcp`: bytes both ways, half-closed sides, timeout tunnel, client-fin, server-fin. */
@ExtendWith(ScenarioKit.class)
class TunnelTest {
    private static final String HTTP = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              timeout tunnel 60s
            listen px
              bind ${px}
              server s1 ${s1}
            """;
    private static final String TCP = HTTP.replace("mode http", "mode tcp").replace("httplog", "tcplog");
    private static final String UPGRADE = """
            GET /ws HTTP/1.1
            Host: x
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """.replace("\n", "\r\n");
    private static final String SWITCHED = """
            HTTP/1.1 101 Switching Protocols
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

            """.replace("\n", "\r\n");
    private static final int LARGE = 8 * 1024 * 1024;

    @Test
    void a_slow_server_that_has_said_all_still_gets_the_end_of_what_the_client_sends(Scenario s) throws IOException {
        AtomicLong received = new AtomicLong();
        CountDownLatch clientIsDone = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            socket.shutdownOutput();
            byte[] small = new byte[16 * 1024];
            for (int n; (n = socket.getInputStream().read(small)) >= 0; ) {
                received.addAndGet(n);
                // Behind the client until it has sent all, so that some of it is held between.
                if (clientIsDone.getCount() > 0) LockSupport.parkNanos(100_000);
            }
        });
        s.proxy(TCP);
        try (Socket client = s.client().socket()) {
            client.getOutputStream().write(new byte[2 * LARGE]);
            client.shutdownOutput();
            clientIsDone.countDown();
        }
        eventually(() -> assertThat(received.get()).isEqualTo(2 * LARGE));
        s.log().last().hasFlags("--");
    }

    @Test
    void what_the_client_sent_last_reaches_a_server_that_is_slow_to_the_end(Scenario s) throws IOException {
        AtomicLong received = new AtomicLong();
        s.origin("s1").talks(socket -> {
            socket.shutdownOutput();
            byte[] small = new byte[16 * 1024];
            for (int n; (n = socket.getInputStream().read(small)) >= 0; ) {
                received.addAndGet(n);
                LockSupport.parkNanos(1_000_000);
            }
        });
        s.proxy(TCP);
        try (Socket client = s.client().socket()) {
            client.getOutputStream().write(new byte[LARGE]);
        }
        eventually(() -> assertThat(received.get()).isEqualTo(LARGE));
        s.log().last().hasFlags("--");
    }

    @Test
    void a_server_that_does_not_take_what_the_client_sent_last_is_not_waited_for_without_end(Scenario s)
            throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            socket.shutdownOutput();
            await(end);
        });
        s.proxy(TCP.replace("timeout tunnel 60s", "timeout tunnel 60s\n  timeout server-fin 1s"));
        // One of these sizes is more than the kernel takes for the server, by less than the proxy may hold.
        for (int size = 2_000_000; size < 7_000_000 && s.log().lines().stream().noneMatch(l -> l.contains(" sD ")); ) {
            try (Socket client = s.client().socket()) {
                client.getOutputStream().write(new byte[size]);
            }
            size += 120_000;
            s.clock().advance("1100ms");
        }
        s.log().containing(" sD ");
        end.countDown();
    }

    @Test
    void an_upgraded_connection_carries_anything_both_ways(Scenario s) {
        echoAfterUpgrade(s.origin("s1"));
        s.proxy(HTTP);
        try (var client = s.client().open()) {
            assertThat(client.send(UPGRADE).answer().status()).isEqualTo(101);
            client.send("GET / HTTP/1.1\r\n\r\n\0\1\2");
            eventuallyReceived(client::peek, "GET / HTTP/1.1\r\n\r\n\0\1\2");
            client.halfClose();
            client.untilClosed();
        }
        s.log().last().hasFlags("----").contains(" 101 ");
    }

    @Test
    void bytes_sent_before_the_101_wait_for_it(Scenario s) {
        Origin s1 = echoAfterUpgrade(s.origin("s1"));
        s.proxy(HTTP);
        try (var client = s.client().open()) {
            client.send(UPGRADE + "early");
            assertThat(client.answer().status()).isEqualTo(101);
            eventuallyReceived(client::peek, "early");
        }
        assertThat(s1.requests()).hasSize(1);
    }

    @Test
    void early_bytes_are_a_request_of_their_own_when_the_server_does_not_switch(Scenario s) {
        Origin s1 = s.origin("s1");
        s.proxy(HTTP);
        try (var client = s.client().open()) {
            client.send(UPGRADE + "GET /second HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("s1");
            assertThat(client.answer().body()).isEqualTo("s1");
        }
        assertThat(s1.requests()).hasSize(2);
    }

    @Test
    void an_answer_to_a_half_closed_client_arrives_whole(Scenario s) throws IOException {
        s.origin("s1").talks(socket -> {
            drain(socket);
            socket.getOutputStream().write(new byte[LARGE]);
        });
        s.proxy(TCP);
        try (Socket client = s.client().socket()) {
            client.getOutputStream().write("question".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            assertThat(drain(client)).isEqualTo(LARGE);
        }
        s.log().last().hasFlags("--");
    }

    @Test
    void a_server_that_closed_its_side_still_gets_all_that_the_client_sends(Scenario s) throws IOException {
        Semaphore go = new Semaphore(0);
        AtomicLong received = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            socket.shutdownOutput();
            go.acquireUninterruptibly();
            received.set(drain(socket));
            done.countDown();
        });
        s.proxy(TCP);
        try (Socket client = s.client().socket()) {
            assertThat(drain(client)).isZero();
            Thread writer = new Thread(() -> {
                try {
                    client.getOutputStream().write(new byte[LARGE]);
                    client.shutdownOutput();
                } catch (IOException e) {
                    received.set(-1);
                }
            });
            writer.start();
            // The client's end reaches the proxy while much of what it sent is still waiting for the server.
            go.release();
            join(writer);
            eventually(() -> assertThat(done.getCount()).isZero());
        }
        assertThat(received.get()).isEqualTo(LARGE);
    }

    @Test
    void timeout_tunnel_ends_a_silent_tunnel_and_not_the_shorter_ones(Scenario s) {
        echoAfterUpgrade(s.origin("s1"));
        s.proxy(HTTP);
        try (var client = s.client().open()) {
            assertThat(client.send(UPGRADE).answer().status()).isEqualTo(101);
            s.clock().advance("50s");
            client.send("still here");
            eventuallyReceived(client::peek, "still here");
            s.clock().advance("50s");
            assertThat(s.loadBalancer().occupancy().exchanges().get()).isEqualTo(1);
            s.clock().advance("15s");
            client.untilClosed();
        }
    }

    @Test
    void client_fin_ends_a_client_that_does_not_close_after_its_server_did(Scenario s) {
        s.origin("s1").talks(Socket::shutdownOutput);
        s.proxy(TCP.replace("timeout tunnel 60s", "timeout tunnel 60s\n  timeout client-fin 2s"));
        try (var client = s.client().open()) {
            client.untilClosed();
            s.clock().advance("3s");
            s.log().last().hasFlags("cD");
        }
    }

    @Test
    void server_fin_ends_a_server_that_does_not_close_after_its_client_did(Scenario s) {
        CountDownLatch end = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            drain(socket);
            await(end);
        });
        s.proxy(TCP.replace("timeout tunnel 60s", "timeout tunnel 60s\n  timeout server-fin 2s"));
        try (var client = s.client().open()) {
            client.send("x").halfClose();
            eventually(() -> {
                s.clock().advance("500ms");
                assertThat(s.log().lines()).hasSize(1);
            });
            s.log().last().hasFlags("sD");
        }
        end.countDown();
    }

    @Test
    void a_reset_on_one_side_ends_the_other(Scenario s) {
        CountDownLatch ended = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            socket.getOutputStream().write('x');
            drain(socket);
            ended.countDown();
        });
        s.proxy(TCP);
        var client = s.client().open();
        eventuallyReceived(client::peek, "x");
        client.reset();
        eventually(() -> assertThat(ended.getCount()).isZero());
        s.log().last().hasFlags("CD");
    }

    private static Origin echoAfterUpgrade(Origin origin) {
        return origin.replies((request, socket) -> {
            if (!request.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket")) return false;
            socket.getOutputStream().write(SWITCHED.getBytes(StandardCharsets.ISO_8859_1));
            origin.echo(socket);
            return false;
        });
    }

    private static void eventuallyReceived(java.util.function.Supplier<String> received, String end) {
        eventually(() -> assertThat(received.get()).endsWith(end));
    }

    private static long drain(Socket socket) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long all = 0;
        try {
            for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) all += n;
        } catch (java.net.SocketException e) {
            // a reset is an end as well
        }
        return all;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
