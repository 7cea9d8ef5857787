package io.hecd.config.section;

import io.hecd.config.model.Address;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/** Addresses as written on `bind` and `server` lines (manual 4.2 and 11). One object reads one word. */
final class AddressReader {
    private static final int LAST_PORT = 65535;
    private static final List<String> NOT_YET = List.of(
            "udp@", "udp4@", "udp6@", "uxdg@", "dgram+", "quic4@", "quic6@", "quic+", "mptcp@", "mptcp4@", "mptcp6@",
            "rhttp@", "rev@");

    private final Line line;
    private final Word word;
    /** What is being read and where it begins in the word. */
    private final String text;

    private final int offset;

    private AddressReader(Line line, Word word, String text, int offset) {
        this.line = line;
        this.word = word;
        this.text = text;
        this.offset = offset;
    }

    /** The word after `bind`: a list separated by commas, with ranges of ports. */
    static List<Address> listen(Line line, Word word) {
        List<Address> addresses = new ArrayList<>();
        int from = 0;
        while (from <= word.text().length()) {
            int comma = word.text().indexOf(',', from);
            int to = comma < 0 ? word.text().length() : comma;
            if (to > from && addresses.size() <= LAST_PORT)
                new AddressReader(line, word, word.text().substring(from, to), from).listen(addresses);
            from = to + 1;
        }
        if (addresses.size() > LAST_PORT) throw line.error(word, "too many addresses on one line", "");
        if (addresses.isEmpty()) throw line.error(word, "no address in '" + word.text() + "'", HINT);
        return addresses;
    }

    /** The word after a server's name. No port: the one that the client came to. */
    static Address connect(Line line, Word word) {
        return new AddressReader(line, word, word.text(), 0).connect();
    }

    /** True if the word is an address of `listen NAME ADDRESS` in the 1.4 style. */
    static boolean looksLikeAddress(String text) {
        return text.indexOf(':') >= 0 || text.startsWith("/") || text.indexOf('@') > 0;
    }

    private static final String HINT = "as in '*:80', '192.0.2.1:80', '[::1]:80', '/run/app.sock' or 'abns@app'";

    private void listen(List<Address> into) {
        Inet inet = new Inet();
        Address special = special(inet);
        if (special != NONE) {
            into.add(special);
            return;
        }
        if (inet.port.isEmpty()) throw wrong(0, text.length(), "no port in '" + text + "'", HINT);
        int dash = inet.port.indexOf('-', 1);
        int first = port(dash < 0 ? inet.port : inet.port.substring(0, dash), inet.portAt);
        int last = dash < 0 ? first : port(inet.port.substring(dash + 1), inet.portAt + dash + 1);
        if (last < first)
            throw wrong(inet.portAt, inet.port.length(), "the range '" + inet.port + "' runs backwards", "");
        for (int port = first; port <= last; port++) into.add(new Address.Inet(inet.host, port, false, inet.family));
    }

    private Address connect() {
        Inet inet = new Inet();
        Address special = special(inet);
        if (special != NONE) return special;
        if (inet.port.isEmpty()) return new Address.Inet(inet.host, 0, true, inet.family);
        char sign = inet.port.charAt(0);
        boolean relative = sign == '+' || sign == '-';
        int port = port(relative ? inet.port.substring(1) : inet.port, inet.portAt + (relative ? 1 : 0));
        return new Address.Inet(inet.host, sign == '-' ? -port : port, relative, inet.family);
    }

    private int port(String digits, int at) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9')
                throw wrong(at + i, 1, "unexpected character '" + c + "' in port '" + digits + "'", "");
            value = Math.min(value * 10 + (c - '0'), LAST_PORT + 1);
        }
        if (digits.isEmpty() || value > LAST_PORT)
            throw wrong(
                    at,
                    Math.max(1, digits.length()),
                    "'" + digits + "' is not a port",
                    "a port is a number up to 65535");
        return value;
    }

    /** The parts of an address with a host. */
    private static final class Inet {
        String host = "";
        String port = "";
        int portAt;
        int family;
    }

    private static final Address NONE = new Address.Fd(-1);

    /** An address without a host, or {@link #NONE} and the parts in `inet`. */
    private Address special(Inet inet) {
        for (String prefix : NOT_YET)
            if (text.startsWith(prefix)) throw Notes.notYet(word, "an address with " + prefix);
        String rest = text.startsWith("stream+") ? text.substring("stream+".length()) : text;
        if (rest.startsWith("/")) return new Address.Unix(rest);
        int at = rest.indexOf('@');
        if (at > 0) {
            String value = rest.substring(at + 1);
            switch (rest.substring(0, at)) {
                case "unix", "uxst" -> {
                    return new Address.Unix(path(value));
                }
                case "abns" -> {
                    return new Address.Abstract(path(value), true);
                }
                case "abnsz" -> {
                    return new Address.Abstract(path(value), false);
                }
                case "fd" -> {
                    return new Address.Fd(descriptor(value));
                }
                case "sockpair" -> {
                    return new Address.SockPair(descriptor(value));
                }
                case "ip", "tcp" -> inet.family = 0;
                case "ipv4", "tcp4" -> inet.family = 4;
                case "ipv6", "tcp6" -> inet.family = 6;
                default ->
                    throw wrong(
                            0,
                            text.length(),
                            "unknown kind of address '" + rest.substring(0, at + 1) + "'",
                            "known are ipv4@, ipv6@, unix@, abns@, abnsz@, fd@ and sockpair@");
            }
            rest = value;
        }
        split(rest, text.length() - rest.length(), inet);
        return NONE;
    }

    /** Host and port part at the last colon, unless that is inside of brackets (manual 11.1). */
    private void split(String rest, int at, Inet inet) {
        int colon = rest.lastIndexOf(':');
        if (colon < rest.lastIndexOf(']')) colon = -1;
        String host = colon < 0 ? rest : rest.substring(0, colon);
        inet.port = colon < 0 ? "" : rest.substring(colon + 1);
        inet.portAt = at + colon + 1;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (inet.family == 0) inet.family = 6;
        } else if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            throw wrong(at, host.length(), "a bracket too many or too few in '" + host + "'", HINT);
        }
        for (int i = 0; i < host.length(); i++)
            if (host.charAt(i) <= ' ') throw wrong(at + i, 1, "white space in the address '" + text + "'", HINT);
        inet.host = host;
    }

    private String path(String path) {
        if (path.isEmpty()) throw wrong(0, text.length(), "no name in '" + text + "'", HINT);
        return path;
    }

    private int descriptor(String number) {
        try {
            int fd = Integer.parseInt(number);
            if (fd >= 0) return fd;
        } catch (NumberFormatException e) {
            // told below, with the place
        }
        throw wrong(
                0,
                text.length(),
                "'" + number + "' is not the number of a file descriptor",
                "as in 'fd@3', or 'fd@${NAME}' in double quotes where the environment has NAME");
    }

    private Mistake wrong(int from, int length, String message, String hint) {
        return line.error(word, offset + from, Math.max(1, length), message, hint);
    }
}
