package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.bytes.ByteView;
import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.Persistence;
import io.hecd.http.h1.ChunkScanner;
import io.hecd.http.h1.HeadParser;
import io.hecd.log.Moment;
import io.hecd.rule.RuleCursor;
import io.hecd.time.Timer;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.ErrorPages;
import io.hecd.traffic.Places;
import io.hecd.traffic.Timings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request with its response, or a tcp connection with its server's: HAProxy's stream. Its life is the list of chapters
 * that it was given ({@code proxy.phase.Lifecycle}); phases have no fields, so all of them are here and public to phases.
 * Reused for one request after another; confined to its worker.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");

    public final Worker worker;
    /** It, as rules and logs see it. */
    public final LiveTransaction transaction = new LiveTransaction(this);

    public final Attempts attempts = new Attempts(this);
    public final HttpHead request;
    public final HttpHead response;
    public final HeadParser requestParser;
    public final HeadParser responseParser;
    public final Framing requestFraming = new Framing();
    public final Framing responseFraming = new Framing();
    public final Persistence requestPersistence = new Persistence();
    public final Persistence responsePersistence = new Persistence();
    public final ChunkScanner requestChunks;
    public final ChunkScanner responseChunks;
    public final Timings timings = new Timings();
    public final Places places = new Places();
    /** Where it is in a rule set, and which rule decided. */
    public final RuleCursor cursor = new RuleCursor();
    /** For reading headers and the like: no phase expects it to survive a call. */
    public final ByteView view = new ByteView();

    @SuppressWarnings("NullAway.Init") // begin() sets both before anything else runs
    public Session session;

    @SuppressWarnings("NullAway.Init")
    public FrontendPlan frontend;

    public @Nullable BackendPlan backend;
    public @Nullable Server server;
    public @Nullable ServerConnection connection;
    /** Our address of the connection that was given back, for the log. */
    public Endpoint serverSource = Endpoint.NONE;

    private Phase[] chapters = {};
    private boolean http;
    /** A rule asks to go on as HTTP (`switch-mode`). */
    public boolean upgrading;

    private int at;
    private boolean advancing;
    private boolean again;

    /** Bytes of the request's body that are still to come, for a length. */
    public long requestLeft;

    public long responseLeft;
    /** The request has been read to its end. */
    public boolean requestDone;
    /** Bytes of the request's body have left for a server: it cannot be sent again. */
    public boolean bodySent;
    /** Any byte of the request has left for the present server connection. */
    public boolean requestSent;

    public boolean responseDone;
    /** Bytes of a final response have been given to the client. */
    public boolean responseStarted;
    /** The response came as chunks and goes out as plain bytes. */
    public boolean unchunking;

    public boolean clientKeepAlive;
    public boolean serverKeepAlive;
    /** The client asked for a protocol upgrade, and may be answered 101. */
    public boolean upgradeAsked;

    /** In the tunnel: bytes both ways, whatever they mean. */
    public boolean tunnel;

    public boolean inBackend;
    /** 100 Continue has been answered here. */
    public boolean continued;
    /** Close without an answer. */
    public boolean silent;
    /** The status of the page that a rule asks for; 0 for the ending's own. */
    public int pageStatus;
    /** The pages that a rule brings, which go before those of the proxies. */
    public @Nullable ErrorPages pages;

    /** The server timer ran out in CONNECT or RESPONSE; the phase reads and clears it. */
    public boolean timedOut;

    /** The service that a `use-service` rule chose, by its name. */
    public @Nullable String service;
    /** A service of this process was asked for the answer. */
    public boolean served;

    public Service.@Nullable Reply reply;
    /** It has been counted as a request. */
    public boolean counted;
    /** The request was read and may be acted on. */
    public boolean understood;
    /** `tcp-request inspect-delay` has begun. */
    public boolean inspecting;
    /** Rules may wait for more. */
    public boolean inspected;
    /** The head of a request may still come, in mode tcp. */
    public boolean awaitsRequest;

    public boolean prepared;
    public boolean finishing;
    public boolean logged;

    public int status = -1;
    public long bytesFromClient;
    public long bytesToClient;
    public Ending ending = Ending.NORMAL;
    public Chapter endedIn = Chapter.NONE;
    private boolean ended;
    /** Made when it is first asked for. */
    private byte @Nullable [] reasonId;
    /** The unique number of this exchange in the process, part of its id. */
    public long number;

    private final Timer serverTimer = new Timer() {
        @Override
        protected void expired() {
            serverTimedOut();
        }
    };
    private final Runnable onward = this::advance;

    Exchange(Worker worker) {
        this.worker = worker;
        this.request = new HttpHead(worker.limits());
        this.response = new HttpHead(worker.limits());
        this.requestParser = HeadParser.ofRequests(worker.limits());
        this.responseParser = HeadParser.ofResponses(worker.limits());
        this.requestChunks = new ChunkScanner(worker.limits());
        this.responseChunks = new ChunkScanner(worker.limits());
    }

    void begin(Session session, Phase[] chapters, boolean http) {
        reset();
        this.http = http;
        this.session = session;
        this.frontend = session.frontend.plan();
        this.chapters = chapters;
        requestParser.relaxed(frontend.relaxedRequests);
        transaction.begin();
        cursor.begin();
        number = worker.occupancy().requests().getAndIncrement();
        places.frontend = places.backend = frontend.nameBytes;
        places.frontendId = frontend.id;
        places.listener = session.entrance.name();
        if (session.exchanges() <= 1) {
            timings.accepted = session.acceptedNanos();
            timings.acceptedWallMillis = session.acceptedWallMillis();
        } else {
            timings.accepted = session.lastEndedNanos();
            timings.acceptedWallMillis = session.lastEndedWallMillis();
        }
        timings.handshaken = timings.accepted;
    }

    /** Nothing of the exchange before may show through. */
    private void reset() {
        at = 0;
        advancing = again = false;
        request.reset();
        response.reset();
        requestParser.reset();
        responseParser.reset();
        timings.clear();
        places.clear();
        attempts.reset();
        backend = null;
        server = null;
        connection = null;
        serverSource = Endpoint.NONE;
        requestLeft = responseLeft = 0;
        requestDone = bodySent = requestSent = responseDone = responseStarted = false;
        unchunking = clientKeepAlive = serverKeepAlive = upgradeAsked = tunnel = false;
        inBackend = continued = silent = timedOut = false;
        understood = inspecting = inspected = awaitsRequest = false;
        prepared = finishing = logged = ended = counted = served = false;
        reply = null;
        service = null;
        reasonId = null;
        upgrading = false;
        pageStatus = 0;
        pages = null;
        status = -1;
        bytesFromClient = bytesToClient = 0;
        ending = Ending.NORMAL;
        endedIn = Chapter.NONE;
    }

    // The life.

    /** Goes on as far as it can. Whoever was waited for calls it again. */
    public void advance() {
        if (advancing) {
            again = true;
            return;
        }
        advancing = true;
        try {
            run();
        } catch (Throwable bug) {
            crashed(bug);
        } finally {
            advancing = false;
        }
    }

    private void run() {
        do {
            again = false;
            while (at < chapters.length) {
                Step step = chapters[at].run(this);
                if (step == Step.WAIT) break;
                if (step == Step.NEXT) at++;
            }
        } while (again && at < chapters.length);
    }

    /** A bug, or memory that is not there, must cost one exchange and never a slot, a descriptor or the worker. */
    private void crashed(Throwable bug) {
        String of = frontend.name;
        String in = phase().getClass().getSimpleName();
        boolean givenBack = at >= chapters.length;
        if (givenBack) session.wire.close();
        else if (finishing || !finishedAs(Ending.INTERNAL, bug)) abandon();
        LOG.error("an exchange of {} failed in {}", of, in, bug);
    }

    private boolean finishedAs(Ending ending, Throwable bug) {
        end(ending);
        try {
            run();
            return true;
        } catch (Throwable worse) {
            if (worse != bug) bug.addSuppressed(worse);
            return false;
        }
    }

    /** Not even FINISH could be done: no answer and no log line, but all that it holds is given back. */
    private void abandon() {
        Session cut = session;
        dropConnection();
        release();
        recycle(false, false);
        cut.wire.close();
    }

    /** Gives back its places in the server and the backend, once. */
    public void release() {
        attempts.leaveServer();
        if (!inBackend) return;
        inBackend = false;
        requireBackend().backend.inFlight().decrementAndGet();
    }

    /** The chapter it is in. */
    public Phase phase() {
        return chapters[Math.min(at, chapters.length - 1)];
    }

    public Step turnTo(Phase phase) {
        for (int i = 0; i < chapters.length; i++) {
            if (chapters[i] == phase) {
                at = i;
                return Step.TURN;
            }
        }
        throw new IllegalStateException("no such chapter: " + phase);
    }

    /** Every way out comes here: sets the ending and turns to the last chapter. The first ending counts. */
    public Step end(Ending ending) {
        if (!ended) {
            ended = true;
            this.ending = ending;
            endedIn = chapterOf(ending);
            if (ending.isFailure()) attempts.end();
        }
        // The time in the queue is told even if nothing came of it.
        if (attempts.waiting.isQueued()) timings.assigned = worker.clock().nanos();
        attempts.waiting.leave();
        at = chapters.length - 1;
        return Step.TURN;
    }

    private Chapter chapterOf(Ending ending) {
        return switch (ending) {
            case NORMAL -> Chapter.NONE;
            // No server at all counts as one that could not be connected (manual 8.5, SC).
            case NO_SERVER, NO_BACKEND -> Chapter.CONNECT;
            default -> phase().chapter();
        };
    }

    /** The client closed its side before its request was complete. */
    public boolean clientLeftEarly() {
        return session.wire.isInputShut() && !requestDone && session.wire.pending() == null;
    }

    /** The client closed within the body: there is nobody to answer, and HAProxy logs -1 and the data phase. */
    public Step abortedInBody() {
        end(Ending.CLIENT_ABORTED);
        endedIn = Chapter.DATA;
        silent = true;
        return Step.TURN;
    }

    public boolean hasEnded() {
        return ended;
    }

    /** An ending from outside the loop of phases. */
    public void fail(Ending ending) {
        end(ending);
        advance();
    }

    /**
     * FINISH is done with it: the exchange is reusable from here on.
     *
     * @param clean the request was read to its end, so that the client is not sending any more of it
     */
    public void recycle(boolean keepAlive, boolean clean) {
        at = chapters.length;
        worker.timers().forget(serverTimer);
        Session session = this.session;
        worker.giveBack(this);
        session.exchangeDone(keepAlive, clean);
    }

    public boolean isHttp() {
        return http;
    }

    /**
     * A connection of mode tcp is read as HTTP from here on, and so is all that follows on it: nothing of it has been taken
     * yet, so its life begins anew with the chapters of HTTP (manual 4, and tcp-request content switch-mode).
     */
    public Step upgrade() {
        session.upgrade();
        http = true;
        upgrading = false;
        chapters = worker.chapters(true);
        at = 0;
        request.reset();
        requestParser.reset();
        timings.requestBegun = timings.requestRead = Timings.UNSET;
        return Step.TURN;
    }

    public BackendPlan requireBackend() {
        BackendPlan plan = backend;
        if (plan == null) throw new IllegalStateException("no backend yet");
        return plan;
    }

    public ServerConnection requireConnection() {
        ServerConnection current = connection;
        if (current == null) throw new IllegalStateException("no server connection yet");
        return current;
    }

    public Server requireServer() {
        Server chosen = server;
        if (chosen == null) throw new IllegalStateException("no server yet");
        return chosen;
    }

    /** Closes the server connection, if there is one. */
    public void dropConnection() {
        ServerConnection dropped = connection;
        connection = null;
        if (dropped == null) return;
        serverSource = dropped.isEstablished() ? dropped.wire.local() : Endpoint.NONE;
        dropped.wire.dropPending();
        dropped.close();
    }

    // What it leaves behind.

    /** Counts for the server, if there is one, and the backend. */
    public void count(ServerCounter forServer, BackendCounter forBackend) {
        count(forServer, forBackend, 1);
    }

    public void count(ServerCounter forServer, BackendCounter forBackend, long n) {
        if (server != null) server.counters().add(worker.number(), forServer, n);
        if (backend != null) backend.backend.counters().add(worker.number(), forBackend, n);
    }

    /** The id under which somebody may ask why it failed. */
    public byte[] reasonId() {
        byte[] id = reasonId;
        if (id == null) reasonId = id = worker.reasonIds().next();
        return id;
    }

    /** Keeps its story if it has failed. */
    public void tellStory() {
        if (Stories.isWorthTelling(this)) worker.stories().tell(this);
    }

    /** Writes the log line if all that it tells is known by now. */
    public void reached(Moment moment) {
        if (frontend.log.moment() == moment) writeLog();
    }

    /** Writes the log line, once. */
    public void writeLog() {
        if (logged) return;
        logged = true;
        places.processConnections = worker.occupancy().connections().get();
        places.frontendConnections = session.frontend.connections().get();
        places.backendConnections =
                backend == null ? 0 : backend.backend.inFlight().get();
        places.serverConnections = attempts.serverConnections();
        frontend.log.write(this);
    }

    // What others tell it; all on its worker.

    void clientReadable() {
        if (requestSent) Relay.request(this);
        if (at < chapters.length) advance();
    }

    void clientWritable(boolean writable) {
        Relay.clientWritable(this, writable);
    }

    void clientTimedOut() {
        if (finishing) {
            unfinished(Ending.CLIENT_TIMEOUT);
            session.wire.close();
        } else {
            // A client that does not take the answer is not waited for a second time.
            Session slow = responseStarted ? session : null;
            fail(Ending.CLIENT_TIMEOUT);
            if (slow != null) slow.wire.close();
        }
    }

    /** All was written but the client never took it. */
    private void unfinished(Ending why) {
        if (ending != Ending.NORMAL) return;
        ending = why;
        endedIn = Chapter.DATA;
    }

    /** The client's connection is gone. */
    void clientGone() {
        if (finishing) {
            unfinished(Ending.CLIENT_ABORTED);
            advance();
        } else fail(phase().chapter() == Chapter.REQUEST ? Ending.CLIENT_CLOSED : Ending.CLIENT_ABORTED);
    }

    void flushServer() {
        ServerConnection current = connection;
        if (current != null) current.wire.flush();
    }

    void connected(ServerConnection dialed, @Nullable Throwable failure) {
        if (dialed != connection) {
            dialed.close();
            return;
        }
        advance();
    }

    void serverReadable() {
        advance();
    }

    void serverWritable(boolean writable) {
        Relay.serverWritable(this, writable);
    }

    public void armServer(long millis) {
        if (millis > 0) worker.timers().in(serverTimer, millis);
        else worker.timers().cancel(serverTimer);
    }

    public void disarmServer() {
        worker.timers().cancel(serverTimer);
    }

    private void serverTimedOut() {
        if (attempts.pausing) {
            attempts.pausing = false;
            advance();
            return;
        }
        switch (phase().chapter()) {
            case QUEUE -> fail(Ending.QUEUE_TIMEOUT);
            case CONNECT, HEADERS -> {
                timedOut = true;
                advance();
            }
            default -> fail(Ending.SERVER_TIMEOUT);
        }
    }

    /** True when everything written to the client has left; else the exchange is advanced when it has. */
    public boolean clientFlushed() {
        return session.wire.flushed(onward);
    }

    /** The same for the server. */
    public boolean serverFlushed() {
        return requireConnection().wire.flushed(onward);
    }
}
