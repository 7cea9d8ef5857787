package io.hecd.log;

import java.nio.ByteBuffer;

/** A file descriptor: writing may wait, so a {@link DescriptorWriter} does it, fed by a bounded queue per sender. */
final class DescriptorSink implements Sink {
    private final DescriptorWriter writer;

    DescriptorSink(DescriptorWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean send(ByteBuffer line, LogSender from) {
        boolean taken = from.queueTo(writer).offer(line);
        if (taken) writer.wake();
        return taken;
    }
}
