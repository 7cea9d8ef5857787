package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hecd.scenario.kit.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * `conf/seed/haproxy.cfg` as its readers run it: by root, `uid 99`, `gid 99`, `daemon`, with the words of 1.4. Changed are
 * addresses and ports, and the pace of the checks.
 */
@Tag("process")
class SeedTest {
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 10_000;

    @TempDir
    private Path directory;

    private final int port = Ports.free();
    private final List<CountingServer> servers = new ArrayList<>();
    private final SyslogEar ear = new SyslogEar();

    @AfterEach
    void everything_ends() {
        daemon().ifPresent(ProcessHandle::destroyForcibly);
        for (CountingServer server : servers) server.stop();
        ear.close();
    }

    private java.util.Optional<ProcessHandle> daemon() {
        String pid = Launched.read(directory.resolve("hecd.pid")).trim();
        return pid.isEmpty() ? java.util.Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    /** The seed's file with the places of this test in it. */
    private void configuration() throws IOException {
        String text = Files.readString(Page.root().resolve("conf/seed/haproxy.cfg"));
        for (String old :
                List.of("192.168.1.22:49156", "192.168.1.22:49157", "192.168.1.23:49156", "192.168.1.23:49157")) {
            CountingServer server = CountingServer.start();
            servers.add(server);
            assertThat(text).contains(old);
            text = text.replace(old, "127.0.0.1:" + server.port());
        }
        text = text.replace("0.0.0.0:80", "127.0.0.1:" + port)
                .replace("log 127.0.0.1 ", "log 127.0.0.1:" + ear.port() + " ")
                .replace("inter 5000", "inter 300");
        // Another user must come to the file and write beside it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("haproxy.cfg"), text);
    }

    @Test
    void needs_root__the_seed_shares_evenly_and_follows_a_server_down_and_up() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        configuration();
        try (Launched shell = Launched.hecd(
                directory,
                "-f",
                "haproxy.cfg",
                "-p",
                directory.resolve("hecd.pid").toString())) {
            assertThat(shell.exitCode()).as(shell.err()).isZero();
        }
        ProcessHandle daemon = daemon().orElseThrow();
        assertThat(Launched.read(Path.of("/proc/" + daemon.pid() + "/status")))
                .contains("Uid:\t99\t99\t99\t99")
                .contains("Gid:\t99\t99\t99\t99");

        load();
        assertThat(counts()).as("requests of each server").containsOnly(REQUESTS / 4);

        CountingServer lost = servers.get(1);
        lost.stop();
        ear.hears("Server frontend/sad_ptolemy is DOWN");
        load();
        assertThat(lost.count()).as("a dead server gets nothing").isEqualTo(REQUESTS / 4);

        lost.again();
        ear.hears("Server frontend/sad_ptolemy is UP");
        assertThat(lost.connections()).as("checks before it is used: rise 2").isGreaterThanOrEqualTo(2);
        load();
        assertThat(lost.count()).as("used again, with its share").isEqualTo(REQUESTS / 2);

        Launched.signal("TERM", daemon.pid());
        Launched.until(() -> !daemon.isAlive(), () -> "the daemon ends");
        assertThat(Launched.isListening(port)).isFalse();
    }

    private List<Integer> counts() {
        return servers.stream().map(CountingServer::count).toList();
    }

    /** 10,000 requests over four keep-alive connections; every one of them must be answered with 200. */
    private void load() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Integer> client = () -> ask(REQUESTS / CLIENTS);
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(CLIENTS, client)))
                assertThat(done.get()).isEqualTo(REQUESTS / CLIENTS);
        } finally {
            threads.shutdownNow();
        }
    }

    private int ask(int times) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            byte[] request = "GET /seed HTTP/1.1\r\nHost: seed\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            int answered = 0;
            for (; answered < times; answered++) {
                out.write(request);
                String status = String.valueOf(in.readLine());
                if (!status.startsWith("HTTP/1.1 200 ")) throw new AssertionError(status + " after " + answered);
                for (String line = in.readLine(); line != null && !line.isEmpty(); ) line = in.readLine();
                String body = in.readLine();
                if (!CountingServer.BODY.equals(body)) throw new AssertionError(body);
            }
            return answered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
