package io.hecd.discovery.keys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of Debian's etcd that still serves its v2 API, alone, with a fresh directory; ended by its handle. */
final class EtcdV2 implements AutoCloseable {
    private final Process process;
    private final InetSocketAddress address;

    private EtcdV2(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Tries again when somebody else takes a port between looking for one and listening at it. */
    static EtcdV2 start(Path directory) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path data = directory.resolve("data" + attempt);
            Files.createDirectories(data);
            int client = freePort();
            int peer = freePort();
            Process process = launch(data, "http://127.0.0.1:" + client, "http://127.0.0.1:" + peer);
            EtcdV2 etcd = new EtcdV2(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), client));
            if (etcd.answers()) return etcd;
            etcd.close();
            if (attempt == 3) throw new IOException("etcd does not start: " + Files.readString(data.resolve("log")));
        }
    }

    private static Process launch(Path data, String client, String peer) throws IOException {
        try {
            return new ProcessBuilder(
                            "etcd",
                            "--enable-v2",
                            "--data-dir=" + data.resolve("member"),
                            "--listen-client-urls=" + client,
                            "--advertise-client-urls=" + client,
                            "--listen-peer-urls=" + peer,
                            "--initial-advertise-peer-urls=" + peer,
                            "--initial-cluster=default=" + peer)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("this test compares with Debian's etcd: install the package etcd-server", e);
        }
    }

    private boolean answers() {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() - end < 0; ) {
            if (!process.isAlive()) return false;
            try (RawHttp http = RawHttp.send(address, RawHttp.request("GET", "/health", "", ""))) {
                if (http.body().contains("true")) return true;
            } catch (IOException e) {
                // Not yet.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
