package io.hecd.proxy;

import io.hecd.backend.Server;
import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Reasons;
import io.hecd.time.Clock;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;
import java.util.Arrays;

/**
 * An {@link Exchange} as rules, balancing and logs see it, and what is kept for them alone: the request line as it came,
 * captures, the unique id, the body of an answer made here. Made once with its exchange and confined to the same worker.
 */
public final class LiveTransaction implements Transaction {
    private static final byte[] NOTHING = {};
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.x");

    private final Exchange ex;
    private int requestNumber;
    private byte[] requestLine = new byte[256];
    private int requestLineLength;
    private final Captures.Captured requestCaptured = new Captures.Captured();
    private final Captures.Captured responseCaptured = new Captures.Captured();
    private int logLevel = UNSET_LEVEL;
    private byte[] uniqueId = NOTHING;
    /** -1 until somebody asks for the id. */
    private int uniqueIdLength = -1;

    private final byte[] lengthText = new byte[20];
    private byte[] answerBody = NOTHING;
    private int answerOffset;
    private int answerLength;
    private boolean answerStarted;

    LiveTransaction(Exchange ex) {
        this.ex = ex;
    }

    void begin() {
        requestNumber = ex.session.exchanges() - 1;
        requestLineLength = 0;
        uniqueIdLength = -1;
        requestCaptured.begin(ex.frontend.captures.requestSlots());
        responseCaptured.begin(ex.frontend.captures.responseSlots());
        logLevel = UNSET_LEVEL;
        answerLength = 0;
        answerStarted = false;
    }

    // What is kept on the way.

    /** Keeps the request line as it came, for the log: rules may change it from here on. */
    public void keepRequestLine() {
        ByteView method = ex.request.methodView(ex.view);
        int at = line(0, method.array(), method.offset(), method.length());
        requestLine[at++] = ' ';
        ByteView target = ex.request.targetView(ex.view);
        at = line(at, target.array(), target.offset(), target.length());
        at = line(at, VERSION, 0, VERSION.length);
        requestLine[at - 1] = (byte) ('0' + ex.request.minorVersion());
        requestLineLength = at;
    }

    /** Appends to the kept line, with room for one byte more. */
    private int line(int at, byte[] bytes, int offset, int length) {
        if (at + length + 1 > requestLine.length) requestLine = Arrays.copyOf(requestLine, at + length + 256);
        System.arraycopy(bytes, offset, requestLine, at, length);
        return at + length;
    }

    public void captureRequest() {
        ex.frontend.captures.ofRequest(ex.request, requestCaptured, ex.view);
    }

    public void captureResponse() {
        ex.frontend.captures.ofResponse(ex.response, responseCaptured, ex.view);
    }

    // The answer made here.

    @Override
    public HttpHead startAnswer(int status) {
        ex.response.reset();
        answerLength = 0;
        answerStarted = true;
        return ex.response.startResponse(status, Reasons.of(status));
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {
        answerBodyOnly(bytes, offset, length);
        int end = Ascii.putDecimal(lengthText, 0, length);
        ex.response.add(KnownHeader.CONTENT_LENGTH.lowerName(), ex.view.set(lengthText, 0, end));
    }

    /** The body of an answer whose head is complete already. */
    public void answerBodyOnly(byte[] bytes, int offset, int length) {
        answerBody = bytes;
        answerOffset = offset;
        answerLength = length;
    }

    /** An answer has been begun here, by a rule or for an ending. */
    boolean answerStarted() {
        return answerStarted;
    }

    void answerBodyView(ByteView into) {
        into.set(answerBody, answerOffset, answerLength);
    }

    // What rules, balancing and logs ask.

    @Override
    public Clock clock() {
        return ex.worker.clock();
    }

    @Override
    public Scratch scratch() {
        return ex.worker.scratch();
    }

    @Override
    public HttpHead request() {
        return ex.request;
    }

    @Override
    public HttpHead response() {
        return ex.response;
    }

    @Override
    public void requestLine(ByteView into) {
        into.set(requestLine, 0, requestLineLength);
    }

    @Override
    public boolean isHttp() {
        return ex.isHttp();
    }

    @Override
    public void switchToHttp() {
        ex.upgrading = !ex.isHttp();
    }

    @Override
    public void useService(String name) {
        ex.service = name;
    }

    @Override
    public boolean isInspected() {
        return ex.inspected;
    }

    @Override
    public boolean awaitsRequest() {
        return ex.awaitsRequest;
    }

    @Override
    public Endpoint source() {
        return ex.session.source();
    }

    @Override
    public Endpoint destination() {
        return ex.session.wire.local();
    }

    @Override
    public Endpoint serverSource() {
        ServerConnection current = ex.connection;
        return current == null ? ex.serverSource : current.wire.local();
    }

    @Override
    public Endpoint serverAddress() {
        Server chosen = ex.server;
        return chosen == null ? Endpoint.NONE : chosen.endpoint();
    }

    @Override
    public Places places() {
        return ex.places;
    }

    @Override
    public Timings timings() {
        return ex.timings;
    }

    @Override
    public Ending ending() {
        return ex.ending;
    }

    @Override
    public Chapter chapter() {
        return ex.hasEnded() ? ex.endedIn : ex.phase().chapter();
    }

    @Override
    public int status() {
        return ex.status;
    }

    @Override
    public long bytesFromClient() {
        return ex.bytesFromClient;
    }

    @Override
    public long bytesToClient() {
        return ex.bytesToClient;
    }

    @Override
    public int retries() {
        return ex.attempts.retries;
    }

    @Override
    public boolean wasRedispatched() {
        return ex.attempts.redispatched;
    }

    @Override
    public int serverQueue() {
        return ex.attempts.serverQueue;
    }

    @Override
    public int backendQueue() {
        return ex.attempts.backendQueue;
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
    public void captureRequest(int slot, ByteView value) {
        ex.frontend.captures.ofRequest(slot, value, requestCaptured);
    }

    @Override
    public void captureResponse(int slot, ByteView value) {
        ex.frontend.captures.ofResponse(slot, value, responseCaptured);
    }

    @Override
    public int logLevel() {
        return logLevel;
    }

    @Override
    public void logLevel(int severity) {
        logLevel = severity;
    }

    @Override
    public void uniqueId(ByteView into) {
        var format = ex.frontend.uniqueId;
        // What is no request gets no id.
        if (format == null || ex.isHttp() && requestLineLength == 0) {
            into.clear();
            return;
        }
        if (uniqueIdLength < 0) {
            Scratch scratch = ex.worker.scratch();
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
    public void reasonId(ByteView into) {
        if (!Stories.isWorthTelling(ex)) {
            into.clear();
            return;
        }
        byte[] id = ex.reasonId();
        into.set(id, 0, id.length);
    }

    @Override
    public long sessionNumber() {
        return ex.session.number();
    }

    @Override
    public int requestNumber() {
        return requestNumber;
    }

    @Override
    public long exchangeNumber() {
        return ex.number;
    }
}
