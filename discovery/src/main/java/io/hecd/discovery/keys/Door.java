package io.hecd.discovery.keys;

import io.hecd.http.Login;
import io.hecd.time.Timer;
import io.hecd.time.Timers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who knows the password. A wrong one is answered late, whatever was wrong with it; after too many none is looked at, the
 * right one neither, or the answer would tell it. Confined to the loop.
 */
final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Optional<Login> login;
    private final Guesses guesses;
    private final Timers timers;
    private final long lateMillis;
    private final AtomicInteger refused = new AtomicInteger();

    Door(Options options, Timers timers) {
        login = options.login();
        guesses = new Guesses(options.guesses());
        lateMillis = options.refusalMillis();
        this.timers = timers;
    }

    /**
     * What a request gets that is not let in.
     *
     * @param authorization the header, empty if there is none
     */
    Optional<CompletableFuture<Answer>> refuse(String authorization, Caller caller) {
        if (login.isEmpty()) return Optional.empty();
        // No guess: clients ask so to hear that a password is wanted.
        if (authorization.isEmpty()) return Optional.of(CompletableFuture.completedFuture(unauthorized()));
        String party = caller.party();
        if (!guesses.mayTry(party)) return Optional.of(CompletableFuture.completedFuture(tooMany()));
        if (login.get().permits(authorization)) {
            guesses.right(party);
            return Optional.empty();
        }
        guesses.wrong(party);
        String from = caller.address().getHostAddress();
        LOG.warn(
                "the keys API got a wrong user or password from {}{}",
                from,
                guesses.mayTry(party) ? "" : "; no more are looked at for a while");
        CompletableFuture<Answer> told = late(unauthorized());
        refused.incrementAndGet();
        return Optional.of(told);
    }

    /** Wrong passwords so far; any thread. */
    int refused() {
        return refused.get();
    }

    private CompletableFuture<Answer> late(Answer answer) {
        CompletableFuture<Answer> told = new CompletableFuture<>();
        timers.in(
                new Timer() {
                    @Override
                    protected void expired() {
                        told.complete(answer);
                    }
                },
                lateMillis);
        return told;
    }

    private static Answer unauthorized() {
        return Answer.error(new KeysError(KeysError.Code.UNAUTHORIZED, "Insufficient credentials"));
    }

    private Answer tooMany() {
        return new Answer(
                429,
                Map.of(
                        "Content-Type",
                        "text/plain; charset=utf-8",
                        "Retry-After",
                        Long.toString(Math.max(1, guesses.period().toSeconds()))),
                "429 Too Many Requests\n");
    }
}
