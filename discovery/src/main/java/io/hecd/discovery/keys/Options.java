package io.hecd.discovery.keys;

import io.hecd.time.Clock;
import java.util.Optional;

/**
 * How a {@link KeysApi} behaves.
 *
 * @param login who may use it; everybody if empty
 * @param connections more are closed at once
 * @param waits requests that wait for a change, of all connections together
 * @param idleMillis a connection that sends no whole request, or takes no answer, for so long is closed
 * @param answerMillis after so long without an answer from the store the client gets an error
 */
public record Options(
        Clock clock, Optional<Login> login, int connections, int waits, long idleMillis, long answerMillis) {
    public static final Options STANDARD = new Options(Clock.system(), Optional.empty(), 1024, 1000, 60_000, 10_000);

    public Options clock(Clock clock) {
        return new Options(clock, login, connections, waits, idleMillis, answerMillis);
    }

    public Options login(String user, String password) {
        return new Options(clock, Optional.of(Login.of(user, password)), connections, waits, idleMillis, answerMillis);
    }

    public Options limits(int connections, int waits) {
        return new Options(clock, login, connections, waits, idleMillis, answerMillis);
    }

    public Options timeouts(long idleMillis, long answerMillis) {
        return new Options(clock, login, connections, waits, idleMillis, answerMillis);
    }
}
