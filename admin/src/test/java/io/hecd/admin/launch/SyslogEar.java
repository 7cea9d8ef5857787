package io.hecd.admin.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what is sent to syslog over UDP, and keeps what is said about servers. */
final class SyslogEar implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    SyslogEar() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::listen, "syslog-ear");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        byte[] buffer = new byte[8192];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                continue;
            }
            String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (line.contains("Server ")) lines.add(line);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Waits for a line with this in it. */
    void hears(String part) {
        Launched.until(() -> lines.stream().anyMatch(line -> line.contains(part)), () -> "'" + part + "' in " + lines);
    }

    @Override
    public void close() {
        socket.close();
    }
}
