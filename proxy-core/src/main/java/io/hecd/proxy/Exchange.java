package io.hecd.proxy;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.backend.Waiting;
import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Persistence;
import io.hecd.http.h1.ChunkScanner;
import io.hecd.http.h1.HeadParser;
import io.hecd.log.Moment;
import io.hecd.rule.RuleCursor;
import io.hecd.time.Clock;
import io.hecd.time.Timer;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request with its response, or a tcp connection with its server's: HAProxy's stream. Its life is the list of chapters
 * that it was given ({@code proxy.phase.Lifecycle}); phases have no fields, so all of them are here and public to phases.
 * Reused for one request after another; confined to its worker.
 */
public final class Exchange implements Transaction {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");
    private static final byte[] NOTHING = {};
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.x");

    public final Worker worker;
    public final HttpHead request = new HttpHead();
    public final HttpHead response = new HttpHead();
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
    /** The server that has just failed: not to be picked again while another can be. */
    public @Nullable Server avoid;

    private Phase[] chapters = {};
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

    public boolean tunnel;
    /** The slot of {@link #server} is held. */
    public boolean holdsSlot;

    public boolean inBackend;
    /** The next connection must be a new one: an idle one has just failed. */
    public boolean freshOnly;
    /** A server has closed without an answer, and another one was asked. */
    private boolean wentElsewhere;
    /** Waiting a moment before the same server is tried again. */
    public boolean pausing;
    /** That moment has passed for this attempt. */
    public boolean paused;
    /** The server of the attempt before. */
    public @Nullable Server lastServer;
    /** 100 Continue has been answered here. */
    public boolean continued;
    /** Close without an answer. */
    public boolean silent;
    /** The status that a denying rule asks for; 0 for the ending's own. */
    public int denyStatus;

    public boolean tunnelling;
    /** An answer has been begun here, by a rule or for an ending. */
    public boolean answered;

    public boolean prepared;
    public boolean finishing;
    private boolean flushedAll;
    public boolean logged;

    public int retries;
    public boolean redispatched;
    public int serverQueue;
    public int backendQueue;
    public int status = -1;
    public long bytesFromClient;
    public long bytesToClient;
    public Ending ending = Ending.NORMAL;
    public Chapter endedIn = Chapter.NONE;
    private boolean ended;
    /** The unique number of this exchange in the process, part of its id. */
    public long number;

    private int requestNumber;

    private byte[] requestLine = new byte[256];
    private int requestLineLength;
    private final byte[] lengthText = new byte[20];
    private byte[] answerBody = NOTHING;
    private int answerOffset;
    private int answerLength;
    private final Captures.Captured requestCaptured = new Captures.Captured();
    private final Captures.Captured responseCaptured = new Captures.Captured();
    private byte[] uniqueId = NOTHING;
    private int uniqueIdLength = -1;

    private final Timer serverTimer = new Timer() {
        @Override
        protected void expired() {
            serverTimedOut();
        }
    };
    public final Waiting waiting = new Waiting() {
        @Override
        protected void granted(Server granted) {
            server = granted;
            holdsSlot = true;
            advance();
        }

        @Override
        protected void abandoned() {
            fail(Ending.NO_SERVER);
        }
    };
    private final Runnable whenFlushed = this::advance;

    Exchange(Worker worker) {
        this.worker = worker;
        this.requestParser = HeadParser.ofRequests(worker.limits());
        this.responseParser = HeadParser.ofResponses(worker.limits());
        this.requestChunks = new ChunkScanner(worker.limits());
        this.responseChunks = new ChunkScanner(worker.limits());
    }

    void begin(Session session, Phase[] chapters) {
        this.session = session;
        this.frontend = session.frontend.plan();
        this.chapters = chapters;
        at = 0;
        advancing = again = false;
        request.reset();
        response.reset();
        requestParser.reset();
        requestParser.relaxed(frontend.relaxedRequests);
        responseParser.reset();
        timings.clear();
        places.clear();
        backend = null;
        server = null;
        connection = null;
        avoid = null;
        requestLeft = responseLeft = 0;
        requestDone = bodySent = requestSent = responseDone = responseStarted = false;
        unchunking = clientKeepAlive = serverKeepAlive = upgradeAsked = tunnel = false;
        holdsSlot = inBackend = freshOnly =
                wentElsewhere = pausing = paused = continued = silent = answered = tunnelling = timedOut = false;
        lastServer = null;
        denyStatus = 0;
        prepared = flushedAll = finishing = logged = ended = false;
        retries = serverQueue = backendQueue = 0;
        redispatched = false;
        status = -1;
        bytesFromClient = bytesToClient = 0;
        ending = Ending.NORMAL;
        endedIn = Chapter.NONE;
        answerLength = 0;
        requestLineLength = 0;
        uniqueIdLength = -1;
        number = worker.occupancy().requests().getAndIncrement();
        requestNumber = session.exchanges() - 1;
        places.frontend = places.backend = frontend.nameBytes;
        places.listener = session.listenerName;
        if (session.exchanges() <= 1) {
            timings.accepted = session.acceptedNanos();
            timings.acceptedWallMillis = session.acceptedWallMillis();
        } else {
            timings.accepted = session.lastEndedNanos();
            timings.acceptedWallMillis = session.lastEndedWallMillis();
        }
        timings.handshaken = timings.accepted;
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
        } catch (RuntimeException bug) {
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

    /** A bug must cost one exchange and never a slot, a descriptor or the worker. */
    private void crashed(RuntimeException bug) {
        LOG.error(
                "an exchange of {} failed in {}",
                frontend.name,
                phase().getClass().getSimpleName(),
                bug);
        if (finishing) {
            session.close();
            return;
        }
        end(Ending.INTERNAL);
        try {
            run();
        } catch (RuntimeException again) {
            LOG.error("and could not be finished", again);
            session.close();
        }
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
        }
        waiting.leave();
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
        return session.isInputShut() && !requestDone && session.pending() == null;
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

    // Attempts.

    /**
     * An attempt has failed. Tries again where `retries`, `retry-on` and safety allow, else ends: a request whose body has begun
     * to leave, or that a server may have seen and that is not idempotent, is sent twice only if `retry-on` says so.
     */
    public Step attemptFailed(Ending why, Phase assign) {
        ServerConnection failed = connection;
        boolean reused = failed != null && failed.uses() > 0;
        dropConnection();
        if (mayRetry(why, reused)) return retry(why, reused, assign);
        return end(why);
    }

    private boolean mayRetry(Ending why, boolean reused) {
        BackendPlan plan = requireBackend();
        if (responseStarted || bodySent || session.isClosed()) return false;
        switch (why) {
            case CONNECT_REFUSED:
            case CONNECT_TIMEOUT:
                return retries < plan.retries && plan.retryOn.connection();
            case SERVER_CLOSED:
                if (reused && bytesToClient == 0 && request.method().isIdempotent() && requestHasNoBody()) return true;
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

    /** Once only: a request that ends whoever works on it must not be carried through all servers. */
    private boolean mayGoElsewhere(BackendPlan plan) {
        boolean may = plan.retryOn.unanswered()
                && !wentElsewhere
                && bytesToClient == 0
                && request.method().isSafe()
                && requestHasNoBody()
                && plan.backend.servers().hasOtherThan(requireServer());
        wentElsewhere |= may;
        return may;
    }

    /** `retry-on STATUS`: may the request be sent to another server, though this one has answered? */
    public boolean maySendAgain() {
        return !responseStarted && !bodySent && retries < requireBackend().retries;
    }

    /** Throws the answer away and tries again. */
    public Step sendAgain(Phase assign) {
        dropConnection();
        return retry(Ending.SERVER_CLOSED_IN_HEADERS, false, assign);
    }

    private boolean requestHasNoBody() {
        return !requestFraming.hasBody();
    }

    private Step retry(Ending why, boolean reused, Phase assign) {
        Server failed = requireServer();
        leaveServer();
        requestSent = false;
        response.reset();
        responseParser.reset();
        if (reused && why == Ending.SERVER_CLOSED) {
            // The idle connection was dead, not the server: the same server again, on a new connection, at no cost.
            freshOnly = true;
            return turnTo(assign);
        }
        retries++;
        count(ServerCounter.RETRIES, BackendCounter.RETRIES);
        avoid = failed;
        return turnTo(assign);
    }

    /** Counts for the server, if there is one, and the backend. */
    public void count(ServerCounter forServer, BackendCounter forBackend) {
        count(forServer, forBackend, 1);
    }

    public void count(ServerCounter forServer, BackendCounter forBackend, long n) {
        if (server != null) server.counters().add(worker.number(), forServer, n);
        if (backend != null) backend.backend.counters().add(worker.number(), forBackend, n);
    }

    /** Gives the server's slot back and wakes somebody who waits for one. */
    public void leaveServer() {
        Server held = server;
        if (!holdsSlot || held == null) return;
        holdsSlot = false;
        held.leave();
        held.counters().add(worker.number(), ServerCounter.CURRENT, -1);
        worker.slotFreed(held);
    }

    /** An idle connection to the chosen server that `http-reuse` lets this exchange use, or null (manual 4.2). */
    public @Nullable ServerConnection idleConnection() {
        return Reusing.find(this);
    }

    /** The exchange ended cleanly: the connection is kept for another one. */
    public void keepConnection() {
        ServerConnection kept = connection;
        connection = null;
        if (kept == null) return;
        if (!kept.isReusable() || kept.isStale()) {
            kept.detach();
            kept.dropPending();
            kept.close();
            return;
        }
        // The last of the request may have come after the whole answer: nobody else would send it.
        kept.flush();
        kept.reading(true);
        kept.detach();
        Reusing.keep(this, kept);
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
        places.serverConnections = server == null ? 0 : server.inFlight();
        frontend.log.write(this);
    }

    /** Closes the server connection, if there is one. */
    public void dropConnection() {
        ServerConnection dropped = connection;
        connection = null;
        if (dropped == null) return;
        dropped.dropPending();
        dropped.close();
    }

    // What others tell it; all on its worker.

    void clientReadable() {
        if (tunnel || requestSent) Relay.request(this);
        if (at < chapters.length) advance();
    }

    void clientWritable(boolean writable) {
        Relay.clientWritable(this, writable);
    }

    void clientTimedOut() {
        if (finishing) {
            unfinished(Ending.CLIENT_TIMEOUT);
            session.close();
        } else {
            // A client that does not take the answer is not waited for a second time.
            Session slow = responseStarted ? session : null;
            fail(Ending.CLIENT_TIMEOUT);
            if (slow != null) slow.close();
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
            if (!flushedAll) unfinished(Ending.CLIENT_ABORTED);
            advance();
        } else fail(phase().chapter() == Chapter.REQUEST ? Ending.CLIENT_CLOSED : Ending.CLIENT_ABORTED);
    }

    void flushServer() {
        ServerConnection current = connection;
        if (current != null) current.flush();
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
        if (pausing) {
            pausing = false;
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

    /** The server timer ran out in CONNECT or RESPONSE; the phase reads and clears it. */
    public boolean timedOut;

    /** True when everything written to the client has left; else the exchange is advanced when it has. */
    public boolean clientFlushed() {
        flushedAll = session.flushed(whenFlushed);
        return flushedAll;
    }

    // What rules, logs and balancing see.

    /** Keeps the request line as it came, for the log: rules may change it from here on. */
    public void keepRequestLine() {
        ByteView method = request.methodView(view);
        int at = line(0, method.array(), method.offset(), method.length());
        requestLine[at++] = ' ';
        ByteView target = request.targetView(view);
        at = line(at, target.array(), target.offset(), target.length());
        at = line(at, VERSION, 0, VERSION.length);
        requestLine[at - 1] = (byte) ('0' + request.minorVersion());
        requestLineLength = at;
    }

    /** Appends to the kept line, with room for one byte more. */
    private int line(int at, byte[] bytes, int offset, int length) {
        if (at + length + 1 > requestLine.length) requestLine = java.util.Arrays.copyOf(requestLine, at + length + 256);
        System.arraycopy(bytes, offset, requestLine, at, length);
        return at + length;
    }

    @Override
    public void requestLine(ByteView into) {
        into.set(requestLine, 0, requestLineLength);
    }

    @Override
    public long exchangeNumber() {
        return number;
    }

    public void captureRequest() {
        frontend.captures.ofRequest(request, requestCaptured, view);
    }

    public void captureResponse() {
        frontend.captures.ofResponse(response, responseCaptured, view);
    }

    public boolean hasAnswerBody() {
        return answerLength > 0;
    }

    public void answerBodyView(ByteView into) {
        into.set(answerBody, answerOffset, answerLength);
    }

    @Override
    public Clock clock() {
        return worker.clock();
    }

    @Override
    public Scratch scratch() {
        return worker.scratch();
    }

    @Override
    public HttpHead request() {
        return request;
    }

    @Override
    public HttpHead response() {
        return response;
    }

    @Override
    public boolean isHttp() {
        return frontend.http;
    }

    @Override
    public Endpoint source() {
        return session.source();
    }

    @Override
    public Endpoint destination() {
        return session.destination();
    }

    @Override
    public Endpoint serverSource() {
        ServerConnection current = connection;
        return current == null ? Endpoint.NONE : current.local();
    }

    @Override
    public Endpoint serverAddress() {
        Server chosen = server;
        return chosen == null ? Endpoint.NONE : chosen.endpoint();
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Timings timings() {
        return timings;
    }

    @Override
    public Ending ending() {
        return ending;
    }

    @Override
    public Chapter chapter() {
        return ended ? endedIn : phase().chapter();
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public long bytesFromClient() {
        return bytesFromClient;
    }

    @Override
    public long bytesToClient() {
        return bytesToClient;
    }

    @Override
    public int retries() {
        return retries;
    }

    @Override
    public boolean wasRedispatched() {
        return redispatched;
    }

    @Override
    public int serverQueue() {
        return serverQueue;
    }

    @Override
    public int backendQueue() {
        return backendQueue;
    }

    @Override
    public void requestCapture(int slot, ByteView into) {
        requestCaptured.view(slot, into);
    }

    @Override
    public void responseCapture(int slot, ByteView into) {
        responseCaptured.view(slot, into);
    }

    @Override
    public void uniqueId(ByteView into) {
        var format = frontend.uniqueId;
        if (format == null) {
            into.clear();
            return;
        }
        if (uniqueIdLength < 0) {
            Scratch scratch = worker.scratch();
            int mark = scratch.mark();
            uniqueIdLength = 0;
            format.write(this, scratch);
            int length = scratch.mark() - mark;
            if (uniqueId.length < length) uniqueId = new byte[Math.max(64, length)];
            System.arraycopy(scratch.array(), mark, uniqueId, 0, length);
            uniqueIdLength = length;
            scratch.release(mark);
        }
        into.set(uniqueId, 0, uniqueIdLength);
    }

    @Override
    public long sessionNumber() {
        return session.number();
    }

    @Override
    public int requestNumber() {
        return requestNumber;
    }

    @Override
    public HttpHead startAnswer(int status) {
        response.reset();
        answerLength = 0;
        answered = true;
        return response.startResponse(status, io.hecd.http.Reasons.of(status));
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {
        answerBody = bytes;
        answerOffset = offset;
        answerLength = length;
        int end = Ascii.putDecimal(lengthText, 0, length);
        response.add(KnownHeader.CONTENT_LENGTH.lowerName(), view.set(lengthText, 0, end));
    }

    /** The body of an answer whose head is complete already. */
    public void answerBodyOnly(byte[] bytes, int offset, int length) {
        answerBody = bytes;
        answerOffset = offset;
        answerLength = length;
    }
}
