package io.hecd.discovery.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A network that misbehaves, as a TCP relay in front of a port: it can swallow what is sent without closing anything (as a
 * firewall that drops), in one direction or both, be slow, or reset all.
 */
public final class Gate implements AutoCloseable {
    private static final byte[] END = new byte[0];

    private final int target;
    private final ServerSocket listener;
    private final List<Socket> open = new ArrayList<>();
    private volatile boolean holdsAnswers;
    private volatile boolean holdsQuestions;
    private volatile boolean refuses;
    private volatile long delayNanos;

    private record Chunk(byte[] bytes, long readAtNanos) {}

    private Gate(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A gate in front of a port of this machine. */
    public static Gate to(int target) {
        try {
            Gate gate = new Gate(target);
            thread("gate-accept", gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Nothing passes any more; connections stay as they are, and new ones are taken. */
    public void hold() {
        holdsAnswers = true;
        holdsQuestions = true;
    }

    /** What the client sends passes, what the server sends does not. */
    public void holdAnswers() {
        holdsAnswers = true;
    }

    /** All passes again, the held first. */
    public void release() {
        holdsAnswers = false;
        holdsQuestions = false;
        refuses = false;
    }

    /** Everything takes so much longer, in each direction. */
    public void delay(long millis) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Resets all connections and every new one. */
    public void reset() {
        refuses = true;
        synchronized (open) {
            open.forEach(Gate::abort);
            open.clear();
        }
    }

    @Override
    public void close() {
        reset();
        release();
        refuses = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refuses) {
                    abort(client);
                    continue;
                }
                Socket server = new Socket();
                synchronized (open) {
                    open.add(client);
                    open.add(server);
                }
                thread("gate-connect", () -> join(client, server));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client, Socket server) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5000);
            relay(client, server, true);
            relay(server, client, false);
        } catch (IOException e) {
            abort(client);
            abort(server);
        }
    }

    private void relay(Socket from, Socket to, boolean questions) throws IOException {
        BlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        thread("gate-read", () -> {
            byte[] buffer = new byte[65536];
            try {
                for (int n; (n = in.read(buffer)) >= 0; )
                    chunks.add(new Chunk(Arrays.copyOf(buffer, n), System.nanoTime()));
            } catch (IOException e) {
                // Reset: the other side is told by the end below.
            }
            chunks.add(new Chunk(END, System.nanoTime()));
        });
        thread("gate-write", () -> {
            try {
                while (true) {
                    Chunk chunk = chunks.take();
                    while (System.nanoTime() - chunk.readAtNanos() < delayNanos
                            || (questions ? holdsQuestions : holdsAnswers)) LockSupport.parkNanos(1_000_000);
                    if (chunk.bytes() == END) {
                        to.close();
                        return;
                    }
                    out.write(chunk.bytes());
                }
            } catch (IOException | InterruptedException e) {
                abort(from);
            }
        });
    }

    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
