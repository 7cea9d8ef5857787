package io.hecd.log;

import java.nio.ByteBuffer;

/** Where bytes of lines go. Shared by all senders; what a sender must have for itself, the sender keeps. */
sealed interface Sink permits UdpSink, UnixSink, DescriptorSink {
    /** Takes one line or drops it (false), at once: a log receiver never slows traffic. */
    boolean send(ByteBuffer line, LogSender from);
}
