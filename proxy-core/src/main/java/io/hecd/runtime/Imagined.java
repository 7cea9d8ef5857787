package io.hecd.runtime;

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

/** A request that nobody has sent, for rules and balancing to look at: see {@link Explaining}. For one thread. */
final class Imagined implements Transaction {
    private final HttpHead request;
    private final HttpHead response = new HttpHead();
    private final Scratch scratch = new Scratch(1024);
    private final Places places = new Places();
    private final Timings timings = new Timings();
    private final Endpoint source;
    private final Endpoint destination;
    private final boolean http;
    private String service = "";

    Imagined(HttpHead request, Endpoint source, Endpoint destination, boolean http) {
        this.request = request;
        this.source = source;
        this.destination = destination;
        this.http = http;
    }

    @Override
    public Clock clock() {
        return Clock.system();
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

    @Override
    public boolean isHttp() {
        return http;
    }

    @Override
    public void useService(String name) {
        service = name;
    }

    /** What a rule named, empty if none did. */
    String service() {
        return service;
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
        return Endpoint.NONE;
    }

    @Override
    public Endpoint serverAddress() {
        return Endpoint.NONE;
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
        return Ending.NORMAL;
    }

    @Override
    public Chapter chapter() {
        return Chapter.REQUEST;
    }

    @Override
    public int status() {
        return -1;
    }

    @Override
    public long bytesFromClient() {
        return request.isRequest() ? request.sizeOnWire() : 0;
    }

    @Override
    public long bytesToClient() {
        return 0;
    }

    @Override
    public int retries() {
        return 0;
    }

    @Override
    public boolean wasRedispatched() {
        return false;
    }

    @Override
    public int serverQueue() {
        return 0;
    }

    @Override
    public int backendQueue() {
        return 0;
    }

    @Override
    public void requestCapture(int slot, ByteView into) {
        into.clear();
    }

    @Override
    public void responseCapture(int slot, ByteView into) {
        into.clear();
    }

    @Override
    public void uniqueId(ByteView into) {
        into.clear();
    }

    @Override
    public long sessionNumber() {
        return 0;
    }

    @Override
    public int requestNumber() {
        return 0;
    }

    @Override
    public HttpHead startAnswer(int status) {
        response.reset();
        return response.startResponse(status, Reasons.of(status));
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {
        response.add(KnownHeader.CONTENT_LENGTH.lowerName(), Ascii.bytes(Integer.toString(length)));
    }
}
