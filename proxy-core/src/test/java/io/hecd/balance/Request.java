package io.hecd.balance;

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

/** A bare request: a target, headers, a source address, and nothing else of a transaction. */
final class Request implements Transaction {
    private final HttpHead head = new HttpHead();
    private final HttpHead response = new HttpHead();
    private final Scratch scratch = new Scratch(64);
    private final Places places = new Places();
    private final Timings timings = new Timings();
    private Endpoint source = Endpoint.NONE;

    Request(String target) {
        head.startRequest(Ascii.bytes("GET"), ByteView.of(target));
    }

    Request header(String name, String value) {
        head.add(Ascii.bytes(name), Ascii.bytes(value));
        return this;
    }

    Request from(byte... address) {
        source = Endpoint.of(address, 4711);
        return this;
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
        return head;
    }

    @Override
    public HttpHead response() {
        return response;
    }

    @Override
    public boolean isHttp() {
        return true;
    }

    @Override
    public Endpoint source() {
        return source;
    }

    @Override
    public Endpoint destination() {
        return Endpoint.NONE;
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
        return Chapter.NONE;
    }

    @Override
    public int status() {
        return -1;
    }

    @Override
    public long bytesFromClient() {
        return 0;
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
        return 1;
    }

    @Override
    public int requestNumber() {
        return 1;
    }

    @Override
    public HttpHead startAnswer(int status) {
        return response;
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {}
}
