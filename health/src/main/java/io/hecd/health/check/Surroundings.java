package io.hecd.health.check;

import io.hecd.backend.Backend;
import io.hecd.time.Clock;
import io.hecd.time.Timers;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.random.RandomGenerator;

/**
 * What checkers need around them: the control thread's loop and timers, a way to the kernel, and a log.
 *
 * @param chance where the noise of `spread-checks` comes from
 */
public record Surroundings(EventLoop loop, Timers timers, Clock clock, Dialer dialer, Log log, RandomGenerator chance) {

    /** Makes a channel, not registered yet, with which `to` can be reached. */
    public interface Dialer {
        Channel channel(SocketAddress to);
    }

    /** Takes sentences about a backend's servers; `level` as in syslog, 0 (emerg) to 7 (debug). */
    public interface Log {
        void say(Backend about, int level, String sentence);
    }

    public static final int EMERG = 0;
    public static final int ALERT = 1;
    public static final int NOTICE = 5;
}
