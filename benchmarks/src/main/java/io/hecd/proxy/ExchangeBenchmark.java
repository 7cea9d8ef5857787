package io.hecd.proxy;

import io.hecd.bytes.Ascii;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.LoadBalancer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What is the way of one exchange through a whole hecd, client and origin beside it on real sockets? The time is mostly three
 * threads waking each other; the bytes are those of all of them, and client and origin allocate none.
 */
@State(Scope.Benchmark)
public class ExchangeBenchmark {
    private static final byte[] REQUEST =
            Ascii.bytes("GET /index HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\n\r\n");
    private static final byte[] ANSWER = Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    @Param({"http", "tcp"})
    public String mode = "";

    private final ByteBuffer out = direct(REQUEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(1024);

    @SuppressWarnings("NullAway.Init")
    private ServerSocketChannel origin;

    @SuppressWarnings("NullAway.Init")
    private LoadBalancer hecd;

    @SuppressWarnings("NullAway.Init")
    private SocketChannel client;

    @Setup
    public void start() throws IOException, ConfigurationException {
        origin = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread serving = new Thread(this::serve, "origin");
        serving.setDaemon(true);
        serving.start();
        hecd = LoadBalancer.builder()
                .configuration("""
                        listen front
                          mode %s
                          bind 127.0.0.1:0
                          timeout connect 5s
                          timeout client 30s
                          timeout server 30s
                          server s1 127.0.0.1:%d
                        """.formatted(mode, ((InetSocketAddress) origin.getLocalAddress()).getPort()))
                .threads(1)
                .start();
        client = SocketChannel.open(hecd.addresses().get(0));
    }

    @TearDown
    public void stop() throws IOException {
        client.close();
        hecd.stop();
        origin.close();
    }

    @Benchmark
    public int exchange() throws IOException {
        out.rewind();
        while (out.hasRemaining()) client.write(out);
        in.clear();
        // The answer ends with the only 'o' that may come last: that of "hello".
        do {
            if (client.read(in) < 0) throw new IOException("closed after " + in.position() + " bytes");
        } while (in.position() < ANSWER.length || in.get(in.position() - 1) != 'o');
        return in.position();
    }

    private void serve() {
        ByteBuffer answer = direct(ANSWER);
        ByteBuffer request = ByteBuffer.allocateDirect(4096);
        while (origin.isOpen()) {
            try (SocketChannel connection = origin.accept()) {
                request.clear();
                while (connection.read(request) > 0) {
                    if (request.get(request.position() - 1) != '\n') continue;
                    request.clear();
                    answer.rewind();
                    while (answer.hasRemaining()) connection.write(answer);
                }
            } catch (IOException e) {
                // the end of the run, or of a connection
            }
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
