package io.hecd.scenario;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large bodies between a fast side and a slow one: all bytes arrive, and hecd never holds many of them. */
@ExtendWith(ScenarioKit.class)
class BackpressureTest {
    private static final String PX = """
            defaults
              mode http
              log ${log} local0
              option httplog
              timeout connect 2s
              timeout client 5s
              timeout server 10s
            listen px
              bind ${px}
              server s1 ${s1}
            """;
    private static final long LARGE = 200L * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    /** Both sides' high-water marks, a read of each, and the arenas' own slack. */
    private static final long MOST_HELD = 24L * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 209715200", "Transfer-Encoding: chunked", "Connection: close"})
    void a_large_answer_goes_through_a_slow_reader_in_little_memory(String framing, Scenario s) throws IOException {
        s.origin("s1").replies((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            send(out, LARGE, framing.contains("chunked"));
            return !framing.contains("close");
        });
        s.proxy(PX);
        long before = PlatformDependent.usedDirectMemory();
        long most = 0;
        long body = 0;
        try (Socket client = s.client().socket()) {
            client.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[PIECE];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                body += n;
                // A reader slower than the writer: it looks at each piece for a while.
                if (body % 5 == 0) Thread.onSpinWait();
                most = Math.max(most, PlatformDependent.usedDirectMemory() - before);
            }
        }
        assertThat(body).isGreaterThan(LARGE);
        assertThat(most).isLessThan(MOST_HELD);
        s.log().last().hasFlags("----");
    }

    @Test
    void the_end_of_an_answer_may_wait_for_its_client(Scenario s) throws Exception {
        AtomicInteger size = new AtomicInteger();
        Semaphore written = new Semaphore(0);
        s.origin("s1").replies((request, socket) -> {
            boolean large = request.startsWith("GET /large");
            int length = large ? size.get() : 0;
            socket.getOutputStream().write(head(length));
            socket.getOutputStream().write(new byte[length]);
            if (large) written.release();
            return true;
        });
        s.proxy(PX);
        // One of these sizes is more than the kernel takes for the client, by less than the proxy may hold.
        for (size.set(1_000_000); size.get() < 6_000_000; size.addAndGet(100_000)) {
            try (Socket client = s.client().socket()) {
                client.setSoTimeout(5000);
                int all = head(size.get()).length + size.get();
                ask(client, "/large");
                if (!written.tryAcquire(1, TimeUnit.SECONDS)) break;
                // Each answer says that the worker has read what there was to read of the large one.
                for (int i = 0; i < 8; i++)
                    assertThat(s.client().get("/small").status()).isEqualTo(200);
                assertThat(client.getInputStream().readNBytes(all)).hasSize(all);
                ask(client, "/large");
                assertThat(client.getInputStream().readNBytes(all)).hasSize(all);
                written.acquire();
            }
        }
    }

    @Test
    void a_client_that_resets_before_it_has_the_end_of_its_answer_is_logged_as_one(Scenario s) throws Exception {
        AtomicInteger size = new AtomicInteger();
        Semaphore written = new Semaphore(0);
        s.origin("s1").replies((request, socket) -> {
            boolean large = request.startsWith("GET /large");
            int length = large ? size.get() : 0;
            socket.getOutputStream().write(head(length));
            socket.getOutputStream().write(new byte[length]);
            if (large) written.release();
            return true;
        });
        s.with(builder -> builder.threads(1));
        s.proxy(PX);
        int cut = 0;
        // Some of these sizes are more than the kernel takes for the client, by less than the proxy may hold.
        for (size.set(1_000_000); size.get() < 8_000_000; size.addAndGet(80_000)) {
            String path = "/large" + size.get();
            Socket client = s.client().socket();
            ask(client, path);
            if (!written.tryAcquire(1, TimeUnit.SECONDS)) {
                client.close();
                break;
            }
            for (int i = 0; i < 8; i++)
                assertThat(s.client().get("/small" + size.get()).status()).isEqualTo(200);
            // By the line of a later request it is known whether there is one of this.
            s.log().containing("/small" + size.get());
            boolean waiting = s.log().lines().stream().noneMatch(line -> line.contains(path));
            client.setSoLinger(true, 0);
            client.close();
            s.log().containing(path).hasFlags(waiting ? "CD--" : "----");
            if (waiting) cut++;
        }
        assertThat(cut).isPositive();
    }

    private static void ask(Socket client, String path) throws IOException {
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] head(int length) {
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void an_answer_that_nobody_reads_stops_the_server_from_sending(Scenario s) throws IOException {
        AtomicLong sent = new AtomicLong();
        s.origin("s1").replies((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[PIECE];
            for (long left = LARGE; left > 0; left -= PIECE) {
                out.write(piece);
                sent.addAndGet(PIECE);
            }
            return true;
        });
        s.proxy(PX);
        try (Socket client = s.client().socket()) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            untilItStandsStill(sent);
            assertThat(sent.get()).isLessThan(LARGE / 4);
            // The client's own timeout ends it, not the server's.
            s.clock().advance("6s");
            s.log().last().hasFlags("cD--");
        }
    }

    @Test
    void the_end_of_an_answer_that_nobody_reads_does_not_hold_the_exchange_for_ever(Scenario s) throws IOException {
        // More than the kernel takes for a client that does not read, little enough for hecd to have read it all.
        int length = 128 * 1024;
        s.origin("s1").replies((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[length]);
            return true;
        });
        s.proxy(PX);
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(1024);
            client.connect(s.client().address());
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 400; i++) requests.append("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            client.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
            eventually(() -> {
                s.clock().advance("1s");
                assertThat(s.loadBalancer().occupancy().connections().get()).isZero();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 209715200,false", "Transfer-Encoding: chunked,true"})
    void a_large_upload_goes_through_to_a_slow_server_in_little_memory(String framing, boolean chunked, Scenario s)
            throws IOException {
        AtomicLong received = new AtomicLong();
        s.origin("s1").talks(socket -> {
            byte[] buffer = new byte[PIECE];
            InputStream in = socket.getInputStream();
            for (int n; received.get() < LARGE && (n = in.read(buffer)) >= 0; ) received.addAndGet(n);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            while (in.read(buffer) >= 0) received.addAndGet(0);
        });
        s.proxy(PX);
        long before = PlatformDependent.usedDirectMemory();
        long most = 0;
        try (Socket client = s.client().socket()) {
            OutputStream out = client.getOutputStream();
            out.write(("POST / HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] piece = piece(chunked);
            for (long left = LARGE; left > 0; left -= PIECE) {
                out.write(piece);
                most = Math.max(most, PlatformDependent.usedDirectMemory() - before);
            }
            if (chunked) out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = client.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        }
        assertThat(received.get()).isGreaterThanOrEqualTo(LARGE);
        assertThat(most).isLessThan(MOST_HELD);
    }

    @Test
    void a_server_that_does_not_read_stops_the_client_and_is_blamed_itself(Scenario s) throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        s.origin("s1").talks(socket -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        s.proxy(PX);
        AtomicLong sent = new AtomicLong();
        try (Socket client = s.client().socket()) {
            Thread writer = new Thread(() -> {
                try {
                    OutputStream out = client.getOutputStream();
                    out.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 209715200\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    byte[] piece = new byte[PIECE];
                    for (long left = LARGE; left > 0; left -= PIECE) {
                        out.write(piece);
                        sent.addAndGet(PIECE);
                    }
                } catch (IOException e) {
                    sent.addAndGet(0);
                }
            });
            writer.start();
            untilItStandsStill(sent);
            assertThat(sent.get()).isLessThan(LARGE / 4);
            // Past `timeout client`: the client would send if it were let.
            s.clock().advance("6s");
            assertThat(s.log().lines()).isEmpty();
            s.clock().advance("5s");
            s.log().last().hasFlags("sH--").contains(" 504 ");
        }
        end.countDown();
    }

    @Test
    void an_answer_until_the_close_arrives_whole_though_the_close_came_long_before(Scenario s) throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        int length = 3 * 1024 * 1024;
        Semaphore read = new Semaphore(0);
        s.origin("s1").replies((request, socket) -> {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            read.release();
            out.write(new byte[length]);
            socket.shutdownOutput();
            closed.countDown();
            return false;
        });
        s.proxy(PX);
        try (Socket client = s.client().socket()) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            read.acquireUninterruptibly();
            byte[] all = client.getInputStream().readAllBytes();
            assertThat(all.length).isGreaterThan(length);
        }
        assertThat(closed.getCount()).isZero();
        s.log().last().hasFlags("----");
    }

    private static byte[] piece(boolean chunked) throws IOException {
        var piece = new java.io.ByteArrayOutputStream();
        if (chunked) piece.write((Integer.toHexString(PIECE) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        piece.write(new byte[PIECE]);
        if (chunked) piece.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return piece.toByteArray();
    }

    private static void send(OutputStream out, long length, boolean chunked) throws IOException {
        byte[] piece = piece(chunked);
        for (long left = length; left > 0; left -= PIECE) out.write(piece);
        if (chunked) out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Waits until something was sent and a number of looks in a row see nothing more. */
    private static void untilItStandsStill(AtomicLong sent) {
        long[] seen = {-1, 0};
        eventually(() -> {
            long now = sent.get();
            seen[1] = now == seen[0] ? seen[1] + 1 : 0;
            seen[0] = now;
            assertThat(now).isPositive();
            assertThat(seen[1]).isGreaterThan(200);
        });
    }
}
