package io.hecd.discovery.keys;

import java.time.Duration;

/** How many wrong passwords are looked at in a period: of one client's address, and of all together. */
public record GuessLimits(int ofOne, int ofAll, Duration period) {
    public static final GuessLimits STANDARD = new GuessLimits(10, 100, Duration.ofMinutes(1));
}
