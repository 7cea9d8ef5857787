package io.hecd.time;

/** The machine's clock: the one place that reads it. */
enum SystemClock implements Clock {
    INSTANCE;

    private static final long START = System.nanoTime();

    @Override
    public long nanos() {
        return System.nanoTime() - START;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }
}
