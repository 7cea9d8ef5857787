package io.hecd.traffic;

import io.hecd.bytes.ByteView;
import io.hecd.bytes.Scratch;
import io.hecd.http.HttpHead;
import io.hecd.time.Clock;

/**
 * All that rules, samples, balancing and logs may see of one exchange, and the few things that a rule may do to it. The
 * exchange far above implements it; keep it narrow. Confined to the exchange's worker.
 */
public interface Transaction {
    Clock clock();

    /** The worker's memory for text of one step. */
    Scratch scratch();

    /** The request; in tcp mode an empty head. Rules edit it in place. */
    HttpHead request();

    /** The response, {@code status() == 0} until there is one. */
    HttpHead response();

    /**
     * The request line as the client sent it, without CR LF, whatever rules made of it since; empty if none came. An exchange
     * that does not keep it shows the present one, put together in its scratch memory.
     */
    default void requestLine(ByteView into) {
        RequestLines.assemble(request(), scratch(), into);
    }

    boolean isHttp();

    /** A connection of mode tcp goes on as HTTP as soon as the rule set has been left; no effect if it is HTTP. */
    default void switchToHttp() {}

    /** The service of this process by that name answers, unless something else does once the rule set has been left. */
    default void useService(String name) {}

    /** Rules on its content may wait: `tcp-request inspect-delay` is not over, and more bytes may come. */
    default boolean isInspected() {
        return false;
    }

    /** While it is inspected: the head of a request may still come. */
    default boolean awaitsRequest() {
        return false;
    }

    Endpoint source();

    /** The local address of the client's connection. */
    Endpoint destination();

    /** The local address of the server's connection, {@link Endpoint#NONE} without one. */
    Endpoint serverSource();

    Endpoint serverAddress();

    /** The names of the exchange's places: see {@link Places}. */
    Places places();

    Timings timings();

    Ending ending();

    /** Where it ended, or where it is. */
    Chapter chapter();

    /** The status sent to the client, -1 when none was. */
    int status();

    /** Bytes read from the client, heads included. */
    long bytesFromClient();

    /** Bytes sent to the client, heads included. */
    long bytesToClient();

    int retries();

    boolean wasRedispatched();

    /** How many others were before it in the server's and the backend's queue. */
    int serverQueue();

    int backendQueue();

    /** The text of `capture request header` number `slot`, as an empty view when there is none. */
    void requestCapture(int slot, ByteView into);

    void responseCapture(int slot, ByteView into);

    /** The cookie of `capture cookie` as it came, `name=value`, empty when there is none. */
    default void requestCookie(ByteView into) {
        into.clear();
    }

    default void responseCookie(ByteView into) {
        into.clear();
    }

    /** The client's TLS version as OpenSSL names it (`TLSv1.3`), empty without TLS. */
    default void tlsVersion(ByteView into) {
        into.clear();
    }

    default void tlsCipher(ByteView into) {
        into.clear();
    }

    /** Keeps a value for the log in a slot that the frontend has; no slot, no effect. */
    default void captureRequest(int slot, ByteView value) {}

    default void captureResponse(int slot, ByteView value) {}

    /** Of {@link #logLevel}: no rule has said anything. */
    int UNSET_LEVEL = -2;

    /** Of {@link #logLevel}: no log line. */
    int SILENT = -1;

    /** The severity that a rule gave to the log line: 0 (emerg) to 7 (debug), SILENT or UNSET_LEVEL. */
    default int logLevel() {
        return UNSET_LEVEL;
    }

    default void logLevel(int severity) {}

    /** The id of `unique-id-format`, empty without one; made once when first asked for. */
    void uniqueId(ByteView into);

    /** The id under which the reason of its ending can be asked for ({@link ReasonIds}); empty while all is well. */
    default void reasonId(ByteView into) {
        into.clear();
    }

    /** A running number of the process for the connection, and of the request in it. */
    long sessionNumber();

    int requestNumber();

    /** A running number of the process for this exchange: each request, each tcp connection (%rt). */
    default long exchangeNumber() {
        return sessionNumber();
    }

    /** Starts an answer made here: clears {@link #response} and writes its status line. Header and body follow. */
    HttpHead startAnswer(int status);

    /**
     * The body of the answer made here; kept by reference until it is sent. Adds Content-Length to the response at once, so
     * that headers added later stand behind it.
     */
    void answerBody(byte[] bytes, int offset, int length);
}
