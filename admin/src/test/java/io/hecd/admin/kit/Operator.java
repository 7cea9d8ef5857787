package io.hecd.admin.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody at the other end of a runtime socket, as socat would be. */
public final class Operator implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final SocketChannel channel;

    private Operator(SocketChannel channel) {
        this.channel = channel;
    }

    public static Operator at(SocketAddress address) {
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            channel.connect(address);
            return new Operator(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Operator at(Path socket) {
        return at(UnixDomainSocketAddress.of(socket));
    }

    /** Sends one line, says that no more comes, and reads to the end. */
    public static String ask(Path socket, String line) {
        return ask(UnixDomainSocketAddress.of(socket), line);
    }

    public static String ask(SocketAddress socket, String line) {
        try (Operator operator = at(socket)) {
            return operator.send(line + "\n").noMore().toEnd();
        }
    }

    public Operator send(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Operator noMore() {
        try {
            channel.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until the other side closes. */
    public String toEnd() {
        return read("");
    }

    /** What comes until it ends with `text`. */
    public String until(String text) {
        return read(text);
    }

    private String read(String until) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        CompletableFuture<String> all =
                CompletableFuture.supplyAsync(() -> read(until, read), task -> new Thread(task).start());
        try {
            return all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            close();
            throw new AssertionError(
                    "still waiting for '" + until + "' after " + read.toString(StandardCharsets.UTF_8), e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String until, ByteArrayOutputStream read) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            while (until.isEmpty() || !read.toString(StandardCharsets.UTF_8).endsWith(until)) {
                buffer.clear().limit(until.isEmpty() ? 4096 : 1);
                if (!more(buffer)) break;
                read.write(buffer.array(), 0, buffer.position());
            }
            return read.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False at the end, in order or by a reset. */
    private boolean more(ByteBuffer buffer) throws IOException {
        try {
            return channel.read(buffer) >= 0;
        } catch (SocketException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
