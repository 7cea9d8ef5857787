package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.backend.Waiting;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Timings;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of an {@link Exchange} at its servers: the slot it holds or waits for, which server has failed, and whether
 * there is another attempt (manual 4.2, retries, retry-on, redispatch). Made once with its exchange, confined to the same worker.
 */
public final class Attempts {
    private final Exchange ex;

    /** The server that has just failed: not to be picked again while another can be. */
    public @Nullable Server avoid;
    /** The server of the attempt before. */
    public @Nullable Server lastServer;
    /** The slot of the exchange's server is held. */
    public boolean holdsSlot;
    /** The next connection must be a new one: an idle one has just failed. */
    public boolean freshOnly;
    /** A server has closed without an answer, and another one was asked. */
    private boolean wentElsewhere;
    /** Waiting a moment before the same server is tried again. */
    public boolean pausing;
    /** That moment has passed for this attempt. */
    public boolean paused;

    /** How each attempt went, for who asks why. */
    final Tries tries = new Tries();

    public int retries;
    public boolean redispatched;
    public int serverQueue;
    public int backendQueue;
    /** The server's connections when its slot was given back, before somebody who waited took it. */
    private int leftBehind;

    public final Waiting waiting = new Waiting() {
        @Override
        protected void granted(Server granted) {
            ex.server = granted;
            holdsSlot = true;
            ex.advance();
        }

        @Override
        protected void abandoned() {
            ex.fail(Ending.NO_SERVER);
        }
    };

    Attempts(Exchange ex) {
        this.ex = ex;
    }

    void reset() {
        avoid = lastServer = null;
        holdsSlot = freshOnly = wentElsewhere = pausing = paused = redispatched = false;
        tries.reset();
        retries = serverQueue = backendQueue = leftBehind = 0;
    }

    /**
     * An attempt has failed. Tries again where `retries`, `retry-on` and safety allow, else ends: a request whose body has begun
     * to leave, or that a server may have seen and that is not idempotent, is sent twice only if `retry-on` says so.
     */
    public Step failed(Ending why, Phase assign) {
        ServerConnection failed = ex.connection;
        boolean reused = failed != null && failed.uses() > 0;
        tries.end(
                why,
                failed == null ? null : failed.failure(),
                reused,
                0,
                ex.worker.clock().nanos());
        ex.dropConnection();
        if (mayRetry(why, reused)) return retry(why, reused, assign);
        return ex.end(why);
    }

    private boolean mayRetry(Ending why, boolean reused) {
        BackendPlan plan = ex.requireBackend();
        if (ex.responseStarted || ex.bodySent || ex.session.wire.isClosed()) return false;
        switch (why) {
            case CONNECT_REFUSED:
            case CONNECT_TIMEOUT:
                return retries < plan.retries && plan.retryOn.connection();
            case SERVER_CLOSED:
                if (reused && nothingSeen() && ex.request.method().isIdempotent()) return true;
                return retries < plan.retries && (plan.retryOn.emptyResponse() || mayGoElsewhere(plan));
            case SERVER_CLOSED_IN_HEADERS:
            case BAD_RESPONSE:
                return retries < plan.retries && plan.retryOn.junk();
            case SERVER_TIMEOUT:
                return retries < plan.retries && plan.retryOn.timeout();
            default:
                return false;
        }
    }

    /** Neither has the client been sent a byte, nor is there a body that a server may have had. */
    private boolean nothingSeen() {
        return ex.bytesToClient == 0 && !ex.requestFraming.hasBody();
    }

    /** Once only: a request that ends whoever works on it must not be carried through all servers. */
    private boolean mayGoElsewhere(BackendPlan plan) {
        boolean may = plan.retryOn.unanswered()
                && !wentElsewhere
                && nothingSeen()
                && ex.request.method().isSafe()
                && plan.backend.servers().hasOtherThan(ex.requireServer());
        wentElsewhere |= may;
        return may;
    }

    /** `retry-on STATUS`: may the request be sent to another server, though this one has answered? */
    public boolean maySendAgain() {
        return !ex.responseStarted && !ex.bodySent && retries < ex.requireBackend().retries;
    }

    /** A server was given to it: an attempt begins. */
    public void begin(long now) {
        tries.begin(ex.requireServer(), now);
    }

    /** The exchange has ended, and with it the attempt that it was in. */
    void end() {
        ServerConnection last = ex.connection;
        tries.end(
                ex.ending,
                last == null ? null : last.failure(),
                last != null && last.uses() > 0,
                ex.timings.responseRead == Timings.UNSET ? 0 : ex.response.status(),
                ex.worker.clock().nanos());
    }

    /** Throws the answer away and tries again. */
    public Step sendAgain(Phase assign) {
        tries.end(
                Ending.NORMAL,
                null,
                false,
                ex.response.status(),
                ex.worker.clock().nanos());
        ex.dropConnection();
        return retry(Ending.SERVER_CLOSED_IN_HEADERS, false, assign);
    }

    private Step retry(Ending why, boolean reused, Phase assign) {
        Server failed = ex.requireServer();
        leaveServer();
        ex.requestSent = false;
        ex.response.reset();
        ex.responseParser.reset();
        if (reused && why == Ending.SERVER_CLOSED) {
            // The idle connection was dead, not the server: the same server again, on a new connection, at no cost.
            freshOnly = true;
            return ex.turnTo(assign);
        }
        retries++;
        ex.count(ServerCounter.RETRIES, BackendCounter.RETRIES);
        avoid = failed;
        return ex.turnTo(assign);
    }

    /** Connections of the server, for the log: those that the exchange leaves behind once it has left. */
    int serverConnections() {
        Server server = ex.server;
        if (server == null) return 0;
        return holdsSlot ? server.inFlight() : leftBehind;
    }

    /** Gives the server's slot back and wakes somebody who waits for one. */
    public void leaveServer() {
        Server held = ex.server;
        if (!holdsSlot || held == null) return;
        holdsSlot = false;
        held.leave();
        leftBehind = held.inFlight();
        held.counters().add(ex.worker.number(), ServerCounter.CURRENT, -1);
        ex.worker.slotFreed(held);
    }
}
