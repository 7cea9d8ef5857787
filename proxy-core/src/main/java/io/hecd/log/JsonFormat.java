package io.hecd.log;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Places;
import io.hecd.traffic.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * `option httplog json` and `option tcplog json`, hecd's own: a line as one JSON object, with the words of the metrics for
 * names (docs/json-log.md). What is not known is null. Costs no more memory than a line of httplog: none. Load time; its
 * fields are shared by all workers.
 */
final class JsonFormat {
    private static final byte[] NULL = Ascii.bytes("null");
    private static final byte[] TRUE = Ascii.bytes("true");
    private static final byte[] FALSE = Ascii.bytes("false");

    private interface Amount {
        long of(Transaction exchange);
    }

    private interface Fetch {
        void into(Transaction exchange, ByteView view);
    }

    private final LogScope scope;
    private final List<Field> fields = new ArrayList<>();

    private JsonFormat(LogScope scope) {
        this.scope = scope;
    }

    static LogFormat compile(LogScope scope) {
        return new JsonFormat(scope).format();
    }

    private LogFormat format() {
        places();
        times();
        counts();
        if (scope.http()) request();
        captures("request_captures", true, scope.requestCaptures());
        captures("response_captures", false, scope.responseCaptures());
        known("unique_id", Transaction::uniqueId);
        known("reason", (t, view) -> view.set(t.ending().codeBytes(), 0, reasonLength(t)));
        known("reason_id", Transaction::reasonId);
        if (scope.asap()) fields.add(new Field.Literal(Ascii.bytes(",\"partial\":true")));
        fields.add(new Field.Literal(Ascii.bytes("}")));
        return LogFormat.whole("json", fields.toArray(Field[]::new), moment());
    }

    /** As for the fields of httplog and tcplog: `option logasap` does not wait for the end. */
    private Moment moment() {
        if (!scope.asap()) return Moment.END;
        return scope.http() ? Moment.RESPONSE : Moment.SERVER;
    }

    private void places() {
        LogDates dates = new LogDates(scope.identity().zone());
        fields.add(new Field.Literal(Ascii.bytes("{\"time\":")));
        fields.add((t, line) -> {
            line.put('"');
            dates.isoUtc(line, scope.http() ? LogTimes.requestWall(t) : LogTimes.acceptedWall(t));
            line.put('"');
        });
        text("client", (t, view) -> show(t.source().text(), view));
        number("client_port", t -> t.source().port());
        text("frontend", (t, view) -> show(t.places().frontend, view));
        text("backend", (t, view) -> show(t.places().backend, view));
        text("server", JsonFormat::server);
    }

    private static void server(Transaction exchange, ByteView view) {
        byte[] name = exchange.places().server;
        if (name == Places.NO_SERVER) view.clear();
        else show(name, view);
    }

    private void times() {
        if (scope.http()) {
            number("request_time_ms", LogTimes::request);
            number("queue_time_ms", LogTimes::queue);
            number("connect_time_ms", LogTimes::connect);
            number("response_time_ms", LogTimes::response);
            number("total_time_ms", LogTimes::active);
        } else {
            number("queue_time_ms", LogTimes::queue);
            number("connect_time_ms", LogTimes::connect);
            number("total_time_ms", LogTimes::total);
        }
    }

    private void counts() {
        if (scope.http()) number("status", t -> t.status());
        number("bytes_in", Transaction::bytesFromClient);
        number("bytes_out", Transaction::bytesToClient);
        name("termination_state");
        fields.add((t, line) -> {
            line.put('"');
            Aliases.state(t, line);
            line.put('"');
        });
        number("process_current_connections", t -> t.places().processConnections);
        number("frontend_current_sessions", t -> t.places().frontendConnections);
        number("backend_current_sessions", t -> t.places().backendConnections);
        number("server_current_sessions", t -> t.places().serverConnections);
        number("retries", Transaction::retries);
        name("redispatched");
        fields.add((t, line) -> line.put(t.wasRedispatched() ? TRUE : FALSE));
        number("server_queue", Transaction::serverQueue);
        number("backend_queue", Transaction::backendQueue);
    }

    private void request() {
        text("method", (t, view) -> RequestLine.read(RequestLine.Part.METHOD, t, view));
        text("uri", (t, view) -> RequestLine.read(RequestLine.Part.URI, t, view));
        text("version", (t, view) -> RequestLine.read(RequestLine.Part.VERSION, t, view));
    }

    /** A list of texts; null for a header that did not come. */
    private void captures(String name, boolean ofRequest, int count) {
        if (count == 0) return;
        name(name);
        for (int i = 0; i < count; i++) {
            int slot = i;
            fields.add(new Field.Literal(new byte[] {(byte) (i == 0 ? '[' : ',')}));
            Fetch fetch =
                    ofRequest ? (t, view) -> t.requestCapture(slot, view) : (t, view) -> t.responseCapture(slot, view);
            fields.add((t, line) -> string(line, t, fetch));
        }
        fields.add(new Field.Literal(new byte[] {']'}));
    }

    private static int reasonLength(Transaction exchange) {
        return exchange.ending().isFailure() ? exchange.ending().codeBytes().length : 0;
    }

    // ---- kinds of members

    private void name(String name) {
        fields.add(new Field.Literal(Ascii.bytes(",\"" + name + "\":")));
    }

    private void number(String name, Amount amount) {
        name(name);
        fields.add((t, line) -> {
            long value = amount.of(t);
            if (value < 0) line.put(NULL);
            else line.decimal(value);
        });
    }

    private void text(String name, Fetch fetch) {
        name(name);
        fields.add((t, line) -> string(line, t, fetch));
    }

    /** A member that is there only if it has a value. */
    private void known(String name, Fetch fetch) {
        byte[] before = Ascii.bytes(",\"" + name + "\":");
        fields.add((t, line) -> {
            int to = line.mark();
            fetch.into(t, line.view);
            int from = line.mark();
            if (!line.view.isEmpty()) {
                line.put(before);
                line.json(line.view);
            }
            line.closeGap(to, from);
        });
    }

    private static void string(LogLine line, Transaction exchange, Fetch fetch) {
        int to = line.mark();
        fetch.into(exchange, line.view);
        int from = line.mark();
        if (line.view.isEmpty()) line.put(NULL);
        else line.json(line.view);
        line.closeGap(to, from);
    }

    private static void show(byte[] text, ByteView view) {
        view.set(text, 0, text.length);
    }
}
