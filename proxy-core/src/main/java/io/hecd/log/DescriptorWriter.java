package io.hecd.log;

import io.netty.channel.epoll.Epoll;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the lines of all senders to one descriptor, one write per line, on a daemon thread of its own: a full pipe stops
 * nobody but this thread. Lives as long as the process, over reloads.
 */
final class DescriptorWriter implements Runnable {
    static final int LONGEST_LINE = 65_536;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private interface Out {
        int write(ByteBuffer line) throws IOException;
    }

    private final int fd;
    private final List<LineQueue> queues = new CopyOnWriteArrayList<>();
    private final ByteBuffer line = ByteBuffer.allocateDirect(LONGEST_LINE);
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    private volatile boolean idle;
    private volatile boolean closing;

    DescriptorWriter(int fd) {
        this.fd = fd;
        thread = new Thread(this, "hecd-log-fd" + fd);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    LineQueue newQueue(int capacity) {
        LineQueue queue = new LineQueue(capacity);
        queues.add(queue);
        return queue;
    }

    /** Called by senders after an offer. Waking costs a system call, so it is done only when the thread sleeps. */
    void wake() {
        if (idle) LockSupport.unpark(thread);
    }

    /** Lines that were queued and could not be written. */
    long failures() {
        return failures.get();
    }

    /** Gives the thread `millis` to write what is queued, then lets it end. */
    void close(long millis) throws InterruptedException {
        closing = true;
        LockSupport.unpark(thread);
        thread.join(millis);
    }

    @Override
    public void run() {
        Out out;
        try {
            out = open();
        } catch (IOException e) {
            out = line -> {
                throw e;
            };
        }
        while (true) {
            if (writeAll(out)) continue;
            if (closing) return;
            idle = true;
            if (areEmpty() && !closing) LockSupport.park(this);
            idle = false;
        }
    }

    private boolean writeAll(Out out) {
        boolean found = false;
        for (LineQueue queue : queues) {
            while (queue.take(line)) {
                found = true;
                write(out);
            }
        }
        return found;
    }

    private void write(Out out) {
        try {
            while (line.hasRemaining()) if (out.write(line) == 0) LockSupport.parkNanos(PAUSE_NANOS);
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }

    private boolean areEmpty() {
        for (LineQueue queue : queues) if (!queue.isEmpty()) return false;
        return true;
    }

    /** The number of a descriptor can be written to natively only; without that, /dev/fd reopens all but sockets. */
    private Out open() throws IOException {
        if (!Epoll.isAvailable()) {
            var channel = new FileOutputStream("/dev/fd/" + fd).getChannel();
            return channel::write;
        }
        var descriptor = new io.netty.channel.unix.FileDescriptor(fd);
        return line -> {
            int written = descriptor.write(line, line.position(), line.limit());
            line.position(line.position() + written);
            return written;
        };
    }
}
