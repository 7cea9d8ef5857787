package io.hecd.log;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A unix datagram socket such as /dev/log, sent to as UDP is. The JDK has none, Netty's native part has. */
final class UnixSink implements Sink {
    private final byte[] path;
    private final Rest rest = new Rest();

    UnixSink(String path) {
        this.path = path.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isAvailable() {
        return Epoll.isAvailable();
    }

    @Override
    public boolean send(ByteBuffer line, LogSender from) {
        if (rest.lasts(from.clock())) return false;
        try {
            return from.unix().sendToDomainSocket(line, line.position(), line.limit(), path) > 0;
        } catch (IOException e) {
            rest.begin(from.clock());
            return false;
        }
    }
}
