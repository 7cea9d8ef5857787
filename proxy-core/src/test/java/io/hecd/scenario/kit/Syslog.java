package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A syslog receiver on UDP: what the proxy logs, line by line as it came. */
public final class Syslog implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Syslog() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::receive, "syslog");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
            } catch (IOException e) {
                return;
            }
            String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            lines.add(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** All lines so far. */
    public List<String> lines() {
        return new ArrayList<>(lines);
    }

    /** From here on only what comes now. */
    void clear() {
        lines.clear();
    }

    /** Waits until `count` lines are there. */
    public List<String> await(int count) {
        Eventually.eventually(() -> assertThat(lines).hasSizeGreaterThanOrEqualTo(count));
        return lines();
    }

    /** Waits for a line with `part` in it. */
    public LogLine containing(String part) {
        Eventually.eventually(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
        return new LogLine(
                lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow());
    }

    /** The last line; waits for the first one. */
    public LogLine last() {
        await(1);
        return new LogLine(lines.get(lines.size() - 1));
    }

    @Override
    public void close() {
        socket.close();
    }

    /** One line, taken apart as far as tests ask. */
    public record LogLine(String text) {
        private static final Pattern FLAGS =
                Pattern.compile(" ([-CSPLRIDUKcs][-RQCHDLTP][-NIDVEOUP][-NIUPRD]|[-CSPLRIDUKcs][-RQCHDLTP]) \\d+/");

        /** Termination flags of the http format (four letters) or the tcp format (two), manual 8.5. */
        public LogLine hasFlags(String flags) {
            Matcher matcher = FLAGS.matcher(text);
            assertThat(matcher.find() ? matcher.group(1) : "no flags").as(text).isEqualTo(flags);
            return this;
        }

        public LogLine contains(String part) {
            assertThat(text).contains(part);
            return this;
        }
    }
}
