package io.hecd.discovery.keys;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords, counted for each party and for all together. A party that knew the password is not shut out by the guesses
 * of others. The parties longest unheard of are forgotten. Confined to the loop.
 */
final class Guesses {
    private static final int PARTIES = 4_096;

    private final GuessLimits limits;
    private final RateLimiter all;
    private final Map<String, RateLimiter> wrong = new Bounded<>();
    private final Map<String, Boolean> right = new Bounded<>();

    Guesses(GuessLimits limits) {
        this.limits = limits;
        all = limiter(limits.ofAll());
    }

    /** Whether a password of this party is to be looked at. */
    boolean mayTry(String party) {
        RateLimiter own = wrong.get(party);
        return (own == null || isLeft(own)) && (right.get(party) != null || isLeft(all));
    }

    void wrong(String party) {
        wrong.computeIfAbsent(party, made -> limiter(limits.ofOne())).acquirePermission();
        all.acquirePermission();
    }

    void right(String party) {
        right.put(party, true);
    }

    Duration period() {
        return limits.period();
    }

    int parties() {
        return wrong.size();
    }

    private static boolean isLeft(RateLimiter limiter) {
        return limiter.getMetrics().getAvailablePermissions() > 0;
    }

    private RateLimiter limiter(int most) {
        return RateLimiter.of(
                "guesses",
                RateLimiterConfig.custom()
                        .limitForPeriod(most)
                        .limitRefreshPeriod(limits.period())
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    private static final class Bounded<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > PARTIES;
        }
    }
}
