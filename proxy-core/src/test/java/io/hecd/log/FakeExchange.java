package io.hecd.log;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.time.Clock;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Places;
import io.hecd.traffic.Timings;
import io.hecd.traffic.Transaction;

/** An exchange made by hand, as it looks when its log line is written. */
final class FakeExchange implements Transaction {
    /** 2026-11-22T18:04:26.457Z */
    static final long WALL = 1_795_370_666_457L;

    final Places places = new Places();
    final Timings timings = new Timings();
    final Scratch scratch = new Scratch(64);
    final HttpHead request = new HttpHead();
    final HttpHead response = new HttpHead();
    boolean http = true;
    Endpoint source = Endpoint.of(new byte[] {127, 0, 0, 1}, 60666);
    Endpoint destination = Endpoint.of(new byte[] {10, 0, 3, 31}, 8012);
    Endpoint serverSource = Endpoint.of(new byte[] {127, 0, 0, 1}, 40001);
    Endpoint serverAddress = Endpoint.of(new byte[] {127, 0, 0, 2}, 8001);
    Ending ending = Ending.NORMAL;
    Chapter chapter = Chapter.NONE;
    int status = 200;
    long fromClient = 41;
    long toClient = 62;
    int retries;
    boolean redispatched;
    int serverQueue;
    int backendQueue;
    byte[] line = Ascii.bytes("GET /a?b=1 HTTP/1.1");
    byte[][] requestCaptures = {};
    byte[][] responseCaptures = {};
    byte[] requestCookie = {};
    byte[] responseCookie = {};
    byte[] uniqueId = {};
    byte[] reasonId = {};
    byte[] tls = {};
    long number = 5;
    long nowNanos = 900_000_000;
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return nowNanos;
        }

        @Override
        public long wallMillis() {
            return WALL;
        }
    };

    FakeExchange() {
        places.frontend = Ascii.bytes("fe");
        places.listener = Ascii.bytes("fe");
        places.backend = Ascii.bytes("be");
        places.server = Ascii.bytes("s1");
        places.processConnections = 4;
        places.frontendConnections = 3;
        places.backendConnections = 2;
        places.serverConnections = 1;
        timings.acceptedWallMillis = WALL;
        timings.requestWallMillis = WALL + 15;
        timings.accepted = 0;
        moments(5, 15, 25, 32, 41, 73, 123);
    }

    /** All moments, in milliseconds after the accept; -1 for one that has not come. */
    void moments(long handshaken, long begun, long read, long assigned, long connected, long answered, long ended) {
        timings.handshaken = nanos(handshaken);
        timings.requestBegun = nanos(begun);
        timings.requestRead = nanos(read);
        timings.assigned = nanos(assigned);
        timings.connected = nanos(connected);
        timings.responseRead = nanos(answered);
        timings.ended = nanos(ended);
    }

    private static long nanos(long millis) {
        return millis < 0 ? Timings.UNSET : millis * 1_000_000;
    }

    /** What a rejected request looks like. */
    FakeExchange bad() {
        moments(0, 0, -1, -1, -1, -1, 0);
        places.server = Places.NO_SERVER;
        places.backend = places.frontend;
        ending = Ending.BAD_REQUEST;
        chapter = Chapter.REQUEST;
        status = 400;
        return this;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Scratch scratch() {
        return scratch;
    }

    @Override
    public HttpHead request() {
        return request;
    }

    @Override
    public HttpHead response() {
        return response;
    }

    /** Leaves the line in the scratch memory, as an exchange may. */
    @Override
    public void requestLine(ByteView into) {
        int at = scratch.reserve(line.length);
        System.arraycopy(line, 0, scratch.array(), at, line.length);
        into.set(scratch.array(), at, line.length);
    }

    @Override
    public boolean isHttp() {
        return http;
    }

    @Override
    public Endpoint source() {
        return source;
    }

    @Override
    public Endpoint destination() {
        return destination;
    }

    @Override
    public Endpoint serverSource() {
        return serverSource;
    }

    @Override
    public Endpoint serverAddress() {
        return serverAddress;
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
        return chapter;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public long bytesFromClient() {
        return fromClient;
    }

    @Override
    public long bytesToClient() {
        return toClient;
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
        show(slot < requestCaptures.length ? requestCaptures[slot] : new byte[0], into);
    }

    @Override
    public void responseCapture(int slot, ByteView into) {
        show(slot < responseCaptures.length ? responseCaptures[slot] : new byte[0], into);
    }

    @Override
    public void requestCookie(ByteView into) {
        show(requestCookie, into);
    }

    @Override
    public void responseCookie(ByteView into) {
        show(responseCookie, into);
    }

    @Override
    public void tlsVersion(ByteView into) {
        show(tls, into);
    }

    @Override
    public void uniqueId(ByteView into) {
        show(uniqueId, into);
    }

    private static void show(byte[] text, ByteView into) {
        into.set(text, 0, text.length);
    }

    @Override
    public void reasonId(ByteView into) {
        into.set(reasonId, 0, reasonId.length);
    }

    @Override
    public long sessionNumber() {
        return 1;
    }

    @Override
    public int requestNumber() {
        return 1;
    }

    @Override
    public long exchangeNumber() {
        return number;
    }

    @Override
    public HttpHead startAnswer(int status) {
        throw new AssertionError("a log line answers nothing");
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {
        throw new AssertionError("a log line answers nothing");
    }
}
