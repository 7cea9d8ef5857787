package io.hecd.admin.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One line to a runtime socket and its answer: of hecd, or of HAProxy. */
final class SocketClient {
    /** More than the statistics of a hundred thousand servers. */
    private static final int MOST_BYTES = 128 * 1024 * 1024;

    private SocketClient() {}

    static String ask(SocketAddress address, String line) throws IOException {
        boolean unix = !(address instanceof InetSocketAddress);
        try (SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
            channel.connect(address);
            ByteBuffer sent = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (sent.hasRemaining()) channel.write(sent);
            channel.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer part = ByteBuffer.allocate(64 * 1024);
            while (channel.read(part.clear()) >= 0) {
                answer.write(part.array(), 0, part.position());
                if (answer.size() > MOST_BYTES) throw new IOException("the answer does not end");
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
