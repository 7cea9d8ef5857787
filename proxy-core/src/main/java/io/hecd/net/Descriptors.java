package io.hecd.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many descriptors the kernel lets this process have, and how many connections that allows. */
public final class Descriptors {
    private static final String LINE = "Max open files";
    /** For what is no connection of a client or to a server: the JVM's files, logs, the sockets of operators. */
    private static final int RESERVE = 32;
    /** A loop's epoll, its two wake-up descriptors, its log socket; and the same for the control thread. */
    private static final int PER_LOOP = 4;

    private Descriptors() {}

    /** RLIMIT_NOFILE as it is now; -1 when the system does not say. */
    public static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (!line.startsWith(LINE)) continue;
                String soft = line.substring(LINE.length()).trim().split("\\s+", 2)[0];
                return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
            }
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
        return -1;
    }

    /**
     * How many clients may be inside at most, each with a connection to a server, so that checks, logs and operators still get
     * the descriptors that they need. At least 1; 0 when the limit is not known.
     *
     * @param listening sockets of all `bind` lines on one loop
     * @param checked servers that are checked: each check is a connection, seldom many at once
     */
    public static int connections(long limit, int loops, int listening, int checked) {
        if (limit < 0) return 0;
        long reserve = RESERVE + (loops + 1L) * PER_LOOP + (long) loops * listening + Math.min(checked, limit / 4);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (limit - reserve) / 2));
    }
}
