package io.hecd.discovery.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the two that the twin test asks: sends the calls of a block, and says its answers with indexes counted from its start. */
final class Peer implements AutoCloseable {
    private static final Pattern INDEX = Pattern.compile("(\"(?:modifiedIndex|createdIndex|index)\":)(\\d+)");
    private static final Pattern COMPARED = Pattern.compile("(\\[\\d+ != |cleared \\[)(\\d+)");
    private static final Pattern ORDERED = Pattern.compile("\\d{20}");
    private static final String[] HEADERS = {"Content-Type", "Allow", "Location"};
    private static final String[] PRESENT = {"X-Etcd-Cluster-Id", "X-Raft-Index", "X-Raft-Term"};

    private final InetSocketAddress address;
    private final String root;
    private final long start;
    private final ArrayDeque<RawHttp> waiting = new ArrayDeque<>();
    private long index;

    Peer(InetSocketAddress address, String root) throws IOException {
        this.address = address;
        this.root = root;
        try (RawHttp now = RawHttp.send(address, RawHttp.request("GET", "/v2/keys/", "", ""))) {
            start = Long.parseLong(now.header("X-Etcd-Index"));
        }
        index = start;
    }

    /** Makes a call of the table, and says what came of it. */
    String call(String line) {
        try {
            if (line.startsWith("then")) return awaited(line);
            if (line.startsWith("wait ") || line.startsWith("stream ")) {
                RawHttp http = send(line.substring(line.indexOf(' ') + 1));
                waiting.add(http);
                return head(http);
            }
            try (RawHttp http = send(line)) {
                String head = head(http);
                return head + (line.startsWith("HEAD") ? "" : relative(http.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private String awaited(String line) throws IOException {
        try (RawHttp http = waiting.remove()) {
            if (line.equals("then")) return relative(http.body());
            StringBuilder events = new StringBuilder();
            for (int left = Integer.parseInt(line.substring(5)); left > 0; left--) events.append(http.chunk());
            return relative(events.toString());
        }
    }

    private RawHttp send(String line) throws IOException {
        String[] words = filled(line).split(" ", 3);
        String path = words[1].startsWith("/") ? words[1] : root + (words[1].startsWith("?") ? "" : "/") + words[1];
        String body = words.length < 3 ? "" : words[2];
        String type = words.length < 3 ? "" : "application/x-www-form-urlencoded";
        if (body.startsWith("type: ")) {
            String[] parts = body.split(" ", 3);
            type = parts[1];
            body = parts[2];
        }
        return RawHttp.send(address, RawHttp.request(words[0], path, type, body));
    }

    private String filled(String line) {
        Matcher asked = Pattern.compile("\\{i([+-]\\d+)?}").matcher(line);
        return asked.replaceAll(
                found -> Long.toString(index + (found.group(1) == null ? 0 : Integer.parseInt(found.group(1)))));
    }

    private String head(RawHttp http) {
        StringBuilder head = new StringBuilder().append(http.status()).append('\n');
        for (String name : HEADERS)
            if (!http.header(name).isEmpty())
                head.append(name).append(": ").append(http.header(name)).append('\n');
        for (String name : PRESENT)
            if (!http.header(name).isEmpty()) head.append(name).append('\n');
        String now = http.header("X-Etcd-Index");
        if (!now.isEmpty()) {
            if (!now.equals("0")) index = Long.parseLong(now);
            head.append("X-Etcd-Index: ").append(distance(now)).append('\n');
        }
        return head.append('\n').toString();
    }

    private String relative(String body) {
        String text = INDEX.matcher(body).replaceAll(found -> found.group(1) + distance(found.group(2)));
        text = COMPARED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)) + distance(found.group(2)));
        text = ORDERED.matcher(text).replaceAll((MatchResult found) -> "#" + distance(found.group()));
        return text.replaceAll("\"expiration\":\"[^\"]*\"", "\"expiration\":\"T\"")
                .replace(root, "ROOT");
    }

    /** `+3`: indexes say how much has happened, not when. */
    private String distance(String index) {
        long number = Long.parseLong(index);
        return number == 0 ? "0" : "+" + (number - start);
    }

    @Override
    public void close() throws IOException {
        for (RawHttp http : waiting) http.close();
    }
}
