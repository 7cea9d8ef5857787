package io.hecd.log;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.time.Clock;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way out for log lines: its memory, its sockets, its queues. Confined to a worker, or to the control thread.
 * Sending never waits and, once warm, never allocates.
 */
public final class LogSender implements AutoCloseable {
    private static final int QUEUE_BYTES = 256 * 1024;

    private final Logs logs;
    private final int number;
    private final Clock clock;
    private final LogLine header = new LogLine(new Scratch(256));
    private final LogLine message = new LogLine(new Scratch(4096));
    private final LogLine data = new LogLine(new Scratch(256));
    private final ByteView view = new ByteView();
    private ByteBuffer datagram = ByteBuffer.allocateDirect(2048);
    private @Nullable DatagramChannel udp;
    private @Nullable Socket unix;
    private @Nullable DescriptorWriter[] writers = new @Nullable DescriptorWriter[2];
    private @Nullable LineQueue[] queues = new @Nullable LineQueue[2];

    LogSender(Logs logs, int number, Clock clock) {
        this.logs = logs;
        this.number = number;
        this.clock = clock;
    }

    /** The line to write a message into; empty. */
    LogLine message() {
        message.forget();
        return message.begin();
    }

    /** The structured data that go with the message (RFC 5424); empty. */
    LogLine data() {
        data.forget();
        return data.begin();
    }

    /** Sends what {@link #message} and {@link #data} hold to each target that wants this level. */
    void send(LogTarget[] targets, int level) {
        send(targets, level, false);
    }

    /** @param whole the usual `len` does not cut it */
    void send(LogTarget[] targets, int level, boolean whole) {
        for (LogTarget target : targets)
            if (target.wants(level) && target.takesNext(number)) send(target, target.shown(level), whole);
    }

    private void send(LogTarget target, int level, boolean whole) {
        header.forget();
        target.header(header.begin(), level, clock.wallMillis(), data);
        int longest = whole ? target.wholeLength() : target.maxLength();
        ByteBuffer out = datagram(Math.min(longest, header.length() + message.length()) + 1);
        append(out, header, longest);
        append(out, message, longest);
        out.put((byte) '\n').flip();
        logs.count(number, target.sink().send(out, this));
    }

    private void append(ByteBuffer out, LogLine text, int longest) {
        text.view(view);
        out.put(view.array(), view.offset(), Math.min(view.length(), longest - out.position()));
    }

    private ByteBuffer datagram(int size) {
        if (size > datagram.capacity()) datagram = ByteBuffer.allocateDirect(Math.max(size, datagram.capacity() * 2));
        return datagram.clear();
    }

    // ---- what sinks need for this thread

    Clock clock() {
        return clock;
    }

    DatagramChannel udp() throws IOException {
        DatagramChannel open = udp;
        if (open == null) {
            open = openUdp();
            open.configureBlocking(false);
            udp = open;
        }
        return open;
    }

    /**
     * Loads the classes behind UDP while there are descriptors. Java opens some of its own for them, and where that fails once,
     * it fails for ever.
     */
    static void prepareUdp() {
        try (DatagramChannel tried = openUdp()) {
            tried.configureBlocking(false);
        } catch (IOException e) {
            // Whoever sends finds out by himself, and tries again.
        }
    }

    /** One socket reaches IPv4 and IPv6 receivers, except where the machine has no IPv6. */
    private static DatagramChannel openUdp() throws IOException {
        try {
            return DatagramChannel.open();
        } catch (UnsupportedOperationException e) {
            return DatagramChannel.open(StandardProtocolFamily.INET);
        }
    }

    Socket unix() {
        Socket open = unix;
        if (open == null) unix = open = Socket.newSocketDomainDgram();
        return open;
    }

    LineQueue queueTo(DescriptorWriter writer) {
        for (int i = 0; i < writers.length; i++) {
            if (writers[i] == writer) {
                LineQueue queue = queues[i];
                if (queue != null) return queue;
            }
        }
        return newQueue(writer);
    }

    private LineQueue newQueue(DescriptorWriter writer) {
        int at = 0;
        while (at < writers.length && writers[at] != null) at++;
        if (at == writers.length) {
            writers = Arrays.copyOf(writers, at * 2);
            queues = Arrays.copyOf(queues, at * 2);
        }
        LineQueue queue = writer.newQueue(QUEUE_BYTES);
        writers[at] = writer;
        queues[at] = queue;
        return queue;
    }

    /** Closes the sockets; the queues are emptied by their writers. On the sender's own thread. */
    @Override
    public void close() throws IOException {
        if (udp != null) udp.close();
        if (unix != null) unix.close();
        udp = null;
        unix = null;
    }
}
