package io.hecd.config.model;

import io.hecd.config.text.Position;

/**
 * One `log` line (manual 3.1, 4.2). `facility` 0..23, levels 0 (emerg) .. 7 (debug); `format` one of local (the
 * usual one), rfc3164, rfc5424, priority, short, timed, iso, raw. `sampleRanges` as (low, high) pairs in 1..`sampleSize`; sampleSize 0: every line.
 */
public record LogConfig(
        Position at,
        Target target,
        int maxLength,
        String format,
        int facility,
        int maxLevel,
        int minLevel,
        java.util.List<Integer> sampleRanges,
        int sampleSize) {

    /** Where lines go. */
    public sealed interface Target {
        record Udp(String host, int port) implements Target {}

        record UnixDatagram(String path) implements Target {}

        /** fd 1 and 2 are `stdout` and `stderr`. */
        record Fd(int fd) implements Target {}

        /** `ring@NAME` or `tcp@`: known by name, not there. */
        record Other(String text) implements Target {}
    }
}
