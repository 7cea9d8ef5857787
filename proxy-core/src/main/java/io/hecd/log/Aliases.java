package io.hecd.log;

import static io.hecd.log.Moment.BEGIN;
import static io.hecd.log.Moment.END;
import static io.hecd.log.Moment.RESPONSE;
import static io.hecd.log.Moment.SERVER;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.names.Catalog;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.hecd.traffic.Endpoint;
import io.hecd.traffic.Transaction;
import java.util.Optional;

/** The variables of manual 8.2.6, one row each. */
final class Aliases {
    private static final boolean HTTP = true;
    private static final boolean ANY = false;
    private static final byte[] TLS_SUFFIX = {'~'};

    private interface Name {
        byte[] of(Transaction exchange);
    }

    private interface Amount {
        long of(Transaction exchange);
    }

    private interface Where {
        Endpoint of(Transaction exchange);
    }

    private interface Fetch {
        void into(Transaction exchange, ByteView view);
    }

    private interface Date {
        void write(LogDates dates, LogLine line, long millis);
    }

    private final Catalog<Alias> all = new Catalog<Alias>("log variable")
            .with("B", total(ANY, Transaction::bytesToClient))
            .with("CC", fetched(HTTP, BEGIN, Transaction::requestCookie))
            .with("CS", fetched(HTTP, RESPONSE, Transaction::responseCookie))
            .with("H", new Alias(ANY, BEGIN, Aliases::hostName))
            .with("HM", requestLine(RequestLine.Part.METHOD))
            .with("HP", requestLine(RequestLine.Part.URI_PATH))
            .with("HPO", requestLine(RequestLine.Part.PATH))
            .with("HQ", requestLine(RequestLine.Part.QUERY))
            .with("HU", requestLine(RequestLine.Part.URI))
            .with("HV", requestLine(RequestLine.Part.VERSION))
            .with("ID", fetched(ANY, BEGIN, Transaction::uniqueId))
            .with("ST", number(ANY, RESPONSE, t -> t.isHttp() ? t.status() : 0))
            .with("T", date(ANY, LogTimes::acceptedWall, LogDates::utc))
            .with("Ta", total(HTTP, LogTimes::active))
            .with("Tc", number(ANY, END, LogTimes::connect))
            .with("Td", number(ANY, END, LogTimes::data))
            .with("Th", number(ANY, BEGIN, LogTimes::handshake))
            .with("Ti", number(HTTP, BEGIN, LogTimes::idle))
            .with("Tl", date(ANY, LogTimes::acceptedWall, LogDates::localWithOffset))
            .with("Tq", number(HTTP, BEGIN, LogTimes::requestWithIdle))
            .with("TR", number(HTTP, BEGIN, LogTimes::request))
            .with("Tr", number(HTTP, END, LogTimes::response))
            .with("Ts", hexable(ANY, BEGIN, 4, t -> Math.floorDiv(LogTimes.acceptedWall(t), 1000)))
            .with("Tt", total(ANY, LogTimes::total))
            .with("Tu", total(ANY, LogTimes::user))
            .with("Tw", number(ANY, END, LogTimes::queue))
            .with("U", number(ANY, END, Transaction::bytesFromClient))
            .with("ac", number(ANY, END, t -> t.places().processConnections))
            .with("b", name(ANY, BEGIN, t -> t.places().backend))
            .with("bc", number(ANY, END, t -> t.places().backendConnections))
            .with("bi", address(SERVER, Transaction::serverSource))
            .with("bp", port(SERVER, Transaction::serverSource))
            .with("bq", number(ANY, END, Transaction::backendQueue))
            .with("ci", address(BEGIN, Transaction::source))
            .with("cp", port(BEGIN, Transaction::source))
            .with("f", name(ANY, BEGIN, t -> t.places().frontend))
            .with("fc", number(ANY, END, t -> t.places().frontendConnections))
            .with("fi", address(BEGIN, Transaction::destination))
            .with("fp", port(BEGIN, Transaction::destination))
            .with("ft", new Alias(ANY, BEGIN, Aliases::frontendTransport))
            .with("hr", captures(true, false))
            .with("hrl", captures(true, true))
            .with("hs", captures(false, false))
            .with("hsl", captures(false, true))
            .with("lc", new Alias(ANY, BEGIN, Aliases::lineCount))
            .with("ms", new Alias(ANY, BEGIN, Aliases::acceptMillis))
            .with("pid", new Alias(ANY, BEGIN, Aliases::pid))
            .with("r", requestLine(RequestLine.Part.LINE))
            .with("rc", new Alias(ANY, END, (style, scope) -> Aliases::retries))
            .with("rt", hexable(ANY, BEGIN, 4, Transaction::exchangeNumber))
            .with("s", name(ANY, SERVER, t -> t.places().server))
            .with("sc", number(ANY, END, t -> t.places().serverConnections))
            .with("si", address(SERVER, Transaction::serverAddress))
            .with("sp", port(SERVER, Transaction::serverAddress))
            .with("sq", number(ANY, END, Transaction::serverQueue))
            .with("sslc", fetched(ANY, BEGIN, Transaction::tlsCipher))
            .with("sslv", fetched(ANY, BEGIN, Transaction::tlsVersion))
            .with("t", date(ANY, LogTimes::acceptedWall, LogDates::local))
            .with("tr", date(HTTP, LogTimes::requestWall, LogDates::local))
            .with("trg", date(HTTP, LogTimes::requestWall, LogDates::utc))
            .with("trl", date(HTTP, LogTimes::requestWall, LogDates::localWithOffset))
            .with("ts", new Alias(ANY, END, (style, scope) -> Aliases::state))
            .with("tsc", new Alias(HTTP, END, (style, scope) -> Aliases::stateWithCookies));

    Optional<Alias> find(String name) {
        return all.find(name);
    }

    Optional<String> nearest(String name) {
        return all.nearest(name);
    }

    Iterable<String> names() {
        return all.names();
    }

    // ---- kinds of variables

    private static Alias number(boolean http, Moment moment, Amount number) {
        return new Alias(http, moment, (style, scope) -> (t, line) -> line.decimal(number.of(t)));
    }

    /** A number that +X shows in hexadecimal. */
    private static Alias hexable(boolean http, Moment moment, int digits, Amount number) {
        return new Alias(
                http,
                moment,
                (style, scope) -> style.hex()
                        ? (t, line) -> line.hex(number.of(t), digits)
                        : (t, line) -> line.decimal(number.of(t)));
    }

    /** A number that still grows when `option logasap` has the line written: it gets a `+`. */
    private static Alias total(boolean http, Amount number) {
        return new Alias(http, END, (style, scope) -> {
            if (!scope.asap()) return (t, line) -> line.decimal(number.of(t));
            return (t, line) -> {
                line.put('+');
                line.decimal(number.of(t));
            };
        });
    }

    private static Alias name(boolean http, Moment moment, Name name) {
        return new Alias(http, moment, (style, scope) -> (t, line) -> line.text(name.of(t), style));
    }

    private static Alias fetched(boolean http, Moment moment, Fetch fetch) {
        return new Alias(http, moment, (style, scope) -> (t, line) -> {
            int to = line.mark();
            fetch.into(t, line.view);
            int from = line.mark();
            line.text(line.view, style);
            line.closeGap(to, from);
        });
    }

    private static Alias requestLine(RequestLine.Part part) {
        return new Alias(HTTP, BEGIN, (style, scope) -> new RequestLine(part, style));
    }

    private static Alias captures(boolean ofRequest, boolean clf) {
        return new Alias(ANY, ofRequest ? BEGIN : RESPONSE, (style, scope) -> {
            int count = ofRequest ? scope.requestCaptures() : scope.responseCaptures();
            return new Field.Vanishing(new Captures(ofRequest, clf, count, style));
        });
    }

    private static Alias date(boolean http, Amount millis, Date date) {
        return new Alias(http, BEGIN, (style, scope) -> {
            LogDates dates = new LogDates(scope.identity().zone());
            return (t, line) -> date.write(dates, line, millis.of(t));
        });
    }

    /** An address of a client is `unix` when it has none (manual 8.2.2); of a server, `-`. */
    private static Alias address(Moment moment, Where where) {
        return new Alias(
                ANY,
                moment,
                (style, scope) -> style.hex()
                        ? (t, line) -> hexAddress(where.of(t), moment, line, style)
                        : (t, line) -> textAddress(where.of(t), moment, line, style));
    }

    private static void textAddress(Endpoint endpoint, Moment moment, LogLine line, Style style) {
        if (endpoint.address().length == 0 && moment == SERVER) line.text(Ascii.NOTHING, style);
        else line.text(endpoint.text(), style);
    }

    private static void hexAddress(Endpoint endpoint, Moment moment, LogLine line, Style style) {
        byte[] address = endpoint.address();
        if (address.length == 0) textAddress(endpoint, moment, line, style);
        else for (byte b : address) line.hex(b & 0xff, 2);
    }

    private static Alias port(Moment moment, Where where) {
        return new Alias(ANY, moment, (style, scope) -> (t, line) -> {
            Endpoint endpoint = where.of(t);
            if (endpoint.address().length == 0 && moment == SERVER) line.text(Ascii.NOTHING, style);
            else if (style.hex()) line.hex(endpoint.port(), 4);
            else line.decimal(endpoint.port());
        });
    }

    // ---- variables of their own kind

    private static Field hostName(Style style, LogScope scope) {
        byte[] name = Ascii.bytes(scope.identity().hostName());
        return (t, line) -> line.text(name, style);
    }

    private static Field pid(Style style, LogScope scope) {
        long pid = scope.identity().pid();
        return style.hex() ? (t, line) -> line.hex(pid, 4) : (t, line) -> line.decimal(pid);
    }

    private static Field lineCount(Style style, LogScope scope) {
        var lines = scope.lines();
        return style.hex() ? (t, line) -> line.hex(lines.get(), 4) : (t, line) -> line.decimal(lines.get());
    }

    private static Field acceptMillis(Style style, LogScope scope) {
        return (t, line) -> {
            long millis = Math.floorMod(LogTimes.acceptedWall(t), 1000);
            if (style.hex()) line.hex(millis, 2);
            else line.decimal(millis, 3);
        };
    }

    private static Field frontendTransport(Style style, LogScope scope) {
        return (t, line) -> {
            byte[] name = t.places().frontend;
            if (!t.places().tls) {
                line.text(name, style);
                return;
            }
            if (style.quote()) line.put('"');
            line.text(name, style.with('Q', false));
            line.put(TLS_SUFFIX);
            if (style.quote()) line.put('"');
        };
    }

    /** %rc: a `+` tells that the last server is another one than the first (manual 8.2.2). */
    private static void retries(Transaction exchange, LogLine line) {
        if (exchange.wasRedispatched()) line.put('+');
        line.decimal(exchange.retries());
    }

    /** %ts, manual 8.5 */
    static void state(Transaction exchange, LogLine line) {
        Ending ending = exchange.ending();
        line.put(ending.who());
        line.put(
                ending == Ending.NORMAL
                        ? Chapter.NONE.letter()
                        : exchange.chapter().letter());
    }

    /** %tsc: two more letters about the persistence cookie, which hecd does not have yet. */
    private static void stateWithCookies(Transaction exchange, LogLine line) {
        state(exchange, line);
        line.put('-');
        line.put('-');
    }
}
