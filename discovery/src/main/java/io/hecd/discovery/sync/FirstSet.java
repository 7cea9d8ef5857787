package io.hecd.discovery.sync;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a registry has said anything yet: what it has not said is not known, and nobody is missed until then. Any thread. */
final class FirstSet {
    private final CountDownLatch first = new CountDownLatch(1);

    void came() {
        first.countDown();
    }

    boolean hasCome() {
        return first.getCount() == 0;
    }

    /** Waits for it, but not longer than this. */
    void await(long millis) {
        try {
            first.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
