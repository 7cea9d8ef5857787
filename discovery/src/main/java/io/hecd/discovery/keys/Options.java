package io.hecd.discovery.keys;

import io.hecd.http.Login;
import io.hecd.time.Clock;
import java.util.Optional;

/**
 * How a {@link KeysApi} behaves.
 *
 * @param login who may use it; everybody if empty
 * @param tls plain HTTP if empty
 * @param connections more are closed at once
 * @param waits requests that wait for a change, of all connections together
 * @param idleMillis a connection that sends no whole request, or takes no answer, for so long is closed
 * @param answerMillis after so long without an answer from the store the client gets an error
 * @param guesses wrong passwords; after so many none is looked at for a while
 * @param refusalMillis how long the answer to a wrong password takes
 */
public record Options(
        Clock clock,
        Optional<Login> login,
        Optional<TlsFiles> tls,
        int connections,
        int waits,
        long idleMillis,
        long answerMillis,
        GuessLimits guesses,
        long refusalMillis) {
    public static final Options STANDARD = new Options(
            Clock.system(), Optional.empty(), Optional.empty(), 1024, 1000, 60_000, 10_000, GuessLimits.STANDARD, 500);

    public Options clock(Clock clock) {
        return new Options(clock, login, tls, connections, waits, idleMillis, answerMillis, guesses, refusalMillis);
    }

    public Options login(String user, String password) {
        Optional<Login> now = Optional.of(Login.of(user, password));
        return new Options(clock, now, tls, connections, waits, idleMillis, answerMillis, guesses, refusalMillis);
    }

    public Options tls(TlsFiles files) {
        Optional<TlsFiles> now = Optional.of(files);
        return new Options(clock, login, now, connections, waits, idleMillis, answerMillis, guesses, refusalMillis);
    }

    public Options limits(int connections, int waits) {
        return new Options(clock, login, tls, connections, waits, idleMillis, answerMillis, guesses, refusalMillis);
    }

    public Options guesses(GuessLimits guesses) {
        return new Options(clock, login, tls, connections, waits, idleMillis, answerMillis, guesses, refusalMillis);
    }
}
