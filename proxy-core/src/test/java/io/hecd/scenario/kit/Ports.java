package io.hecd.scenario.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that cannot be given port 0: below those that the kernel gives to clients, none twice in a row, and
 * none that the other JVM of the build may take. HAProxy would share one with another HAProxy without a word (SO_REUSEPORT).
 */
public final class Ports {
    private static final int FIRST = 15_000;
    private static final int COUNT = 8_500;
    /** As many as `surefire.forks`. */
    private static final int JVMS = 2;

    private static final int JVM = Integer.getInteger("hecd.test.jvm", 1) % JVMS;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A port that was free a moment ago. */
    public static int free() {
        while (true) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT * JVMS + JVM;
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one may not be.
            }
        }
    }
}
