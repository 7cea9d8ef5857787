package io.hecd.proxy;

import io.hecd.stats.Counters;
import org.jspecify.annotations.Nullable;

/**
 * The listener that a session came in by, as far as sessions need to know: its name for the log, and its counters, slots of
 * {@link FrontendCounter}, if `option socket-stats` asks for them (manual 4.2). Shared by all workers.
 */
public record Entrance(byte[] name, @Nullable Counters counters) {}
