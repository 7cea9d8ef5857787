package io.hecd.log;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A syslog receiver behind UDP. The worker itself sends on its own socket: handing the line to another thread would cost
 * more than the system call, and a full socket buffer drops the line without waiting.
 */
final class UdpSink implements Sink {
    private final InetSocketAddress address;
    private final Rest rest = new Rest();

    UdpSink(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public boolean send(ByteBuffer line, LogSender from) {
        if (rest.lasts(from.clock())) return false;
        try {
            return from.udp().send(line, address) > 0;
        } catch (IOException e) {
            rest.begin(from.clock());
            return false;
        }
    }
}
