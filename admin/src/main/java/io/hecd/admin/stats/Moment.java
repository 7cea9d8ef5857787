package io.hecd.admin.stats;

/** When the rows are made: the same for all of them. */
record Moment(long nanos, long wallMillis, boolean draining) {
    long secondsSince(long wall) {
        return Math.max(0, (wallMillis - wall) / 1000);
    }

    /** Since a moment of the monotonic clock; -1 if there was none. */
    long lastSession(long at) {
        return at == 0 ? -1 : Math.max(0, (nanos - at) / 1_000_000_000);
    }
}
