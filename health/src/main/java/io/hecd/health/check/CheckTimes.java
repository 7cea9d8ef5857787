package io.hecd.health.check;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import java.util.random.RandomGenerator;

/**
 * How often a server is checked and how long a check may take, in milliseconds (manual 5.2 inter, 4.2 timeout check).
 *
 * @param fast in a state between up and down, or before the first result
 * @param connect longest wait for the connection
 * @param read longest wait after it; {@link ProxySettings#UNSET} when `inter` bounds the whole check
 * @param spreadPercent noise on the interval, up and down
 */
record CheckTimes(long inter, long fast, long down, long connect, long read, int spreadPercent) {

    static CheckTimes of(ServerConfig server, ProxyConfig backend, int spreadPercent) {
        Settings settings = server.settings();
        long inter = Math.max(1, settings.get(ServerSettings.INTER));
        long fast = settings.get(ServerSettings.FASTINTER);
        long down = settings.get(ServerSettings.DOWNINTER);
        long read = backend.settings().get(ProxySettings.TIMEOUT_CHECK);
        long connect = backend.settings().get(ProxySettings.TIMEOUT_CONNECT);
        // without `timeout check`, `inter` is the limit of the whole and `timeout connect` has no say
        boolean both = read > 0 && connect > 0;
        return new CheckTimes(
                inter,
                fast > 0 ? fast : inter,
                down > 0 ? down : inter,
                both ? Math.min(inter, connect) : inter,
                read > 0 ? read : ProxySettings.UNSET,
                spreadPercent);
    }

    /** The pause before the next check. */
    long pause(RiseFall health, RandomGenerator chance) {
        long pause = interval(health);
        long noise = pause * spreadPercent / 100;
        return noise == 0 ? pause : pause + chance.nextLong(-noise, noise + 1);
    }

    long interval(RiseFall health) {
        if (health.isFullyUp()) return inter;
        return health.isFullyDown() ? down : fast;
    }
}
