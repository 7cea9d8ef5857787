package io.hecd.traffic;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.hecd.http.h1.HeadParser;
import io.hecd.time.Clock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An exchange for tests of samples, rules and actions: heads from text, everything else with a setter or a plain value. */
public final class FakeTransaction implements Transaction {
    /** 1994-11-06 08:49:37.123 UTC, the date of RFC 9110's examples. */
    public static final long WALL_MILLIS = 784_111_777_123L;

    private final Scratch scratch = new Scratch(64);
    private final HttpHead request = new HttpHead();
    private final HttpHead response = new HttpHead();
    private final Places places = new Places();
    private final Timings timings = new Timings();
    private final List<byte[]> requestCaptures = new ArrayList<>();
    private final List<byte[]> responseCaptures = new ArrayList<>();
    private final ByteView view = new ByteView();
    private Endpoint source = Endpoint.of(new byte[] {127, 0, 0, 1}, 40_000);
    private Endpoint destination = Endpoint.of(new byte[] {10, 0, 0, 1}, 8080);
    private byte[] uniqueId = {};
    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return WALL_MILLIS;
        }
    };
    private String body = "";

    public FakeTransaction() {
        places.frontend = Ascii.bytes("web");
        places.backend = Ascii.bytes("app");
    }

    /** A request head as it comes over the wire; lines may end with LF alone here. */
    public FakeTransaction request(String head) {
        parse(HeadParser.ofRequests(Limits.STANDARD), request, head);
        return this;
    }

    public FakeTransaction response(String head) {
        parse(HeadParser.ofResponses(Limits.STANDARD), response, head);
        return this;
    }

    /** One that asks for this target and says no more. */
    public static FakeTransaction asking(String target) {
        return new FakeTransaction().get(target);
    }

    /** `GET TARGET HTTP/1.1` with these header lines. */
    public FakeTransaction get(String target, String... headers) {
        StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\n");
        for (String header : headers) head.append(header).append('\n');
        return request(head.append('\n').toString());
    }

    private static void parse(HeadParser parser, HttpHead into, String head) {
        String wire = head.replace("\r\n", "\n").replace("\n", "\r\n");
        ByteBuf in = Unpooled.wrappedBuffer(wire.getBytes(StandardCharsets.ISO_8859_1));
        int result = parser.parse(into, in);
        if (result != HeadParser.DONE) throw new IllegalArgumentException("not a head: " + head + " " + parser.fault());
    }

    public FakeTransaction from(byte[] address, int port) {
        source = Endpoint.of(address, port);
        return this;
    }

    public FakeTransaction to(byte[] address, int port) {
        destination = Endpoint.of(address, port);
        return this;
    }

    public FakeTransaction capturing(String value) {
        requestCaptures.add(Ascii.bytes(value));
        responseCaptures.add(Ascii.bytes("res-" + value));
        return this;
    }

    public FakeTransaction withUniqueId(String id) {
        uniqueId = Ascii.bytes(id);
        return this;
    }

    /** The request as it would be sent, lines ending with LF. */
    public String requestText() {
        return text(request);
    }

    /** The response as it would be sent, with the body of an answer made here. */
    public String responseText() {
        return text(response) + body;
    }

    private static String text(HttpHead head) {
        ByteBuf out = Unpooled.buffer();
        head.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
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
        return destination;
    }

    @Override
    public Endpoint serverSource() {
        return Endpoint.of(new byte[] {10, 0, 0, 1}, 50_000);
    }

    @Override
    public Endpoint serverAddress() {
        return Endpoint.of(new byte[] {10, 0, 0, 2}, 8081);
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
        capture(requestCaptures, slot, into);
    }

    @Override
    public void responseCapture(int slot, ByteView into) {
        capture(responseCaptures, slot, into);
    }

    private static void capture(List<byte[]> captures, int slot, ByteView into) {
        if (slot >= captures.size()) into.clear();
        else into.set(captures.get(slot), 0, captures.get(slot).length);
    }

    @Override
    public void uniqueId(ByteView into) {
        into.set(uniqueId, 0, uniqueId.length);
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
        body = "";
        return response.startResponse(status, Ascii.bytes("Reason"));
    }

    @Override
    public void answerBody(byte[] bytes, int offset, int length) {
        body = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        byte[] number = Ascii.bytes(Integer.toString(length));
        response.add(Ascii.bytes("content-length"), view.set(number, 0, number.length));
    }
}
