package io.hecd.health.check;

import io.hecd.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. */
final class FakeTime implements Clock {
    private final AtomicLong millis = new AtomicLong(1_000_000);

    @Override
    public long nanos() {
        return millis.get() * 1_000_000;
    }

    @Override
    public long wallMillis() {
        return 1_700_000_000_000L + millis.get();
    }

    void to(long millis) {
        this.millis.set(millis);
    }
}
