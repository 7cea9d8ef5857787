package io.hecd.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.scenario.kit.Haproxy;
import io.hecd.scenario.kit.Ports;
import io.hecd.traffic.FakeTransaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each key goes to the server that HAProxy sends it to, and turns are taken in its order (manual 4.2, balance, hash-type). */
class BalanceTwinTest {
    private static final HashType SDBM = new HashType(false, "sdbm", false);
    private static final int[] WEIGHTS = {3, 1, 10, 20, 7, 2};
    private static final int KEYS = 300;

    private record Backend(String balance, HashType hashType) {
        String text(int number, int[] weights) {
            StringBuilder out = new StringBuilder("backend b" + number + "\n  balance " + balance + "\n  hash-type "
                    + (hashType.consistent() ? "consistent " : "map-based ") + hashType.function()
                    + (hashType.avalanche() ? " avalanche" : "") + "\n");
            for (int i = 0; i < weights.length; i++)
                out.append("  server s" + (i + 1) + " unix@@DIR@/s" + (i + 1) + " weight " + weights[i] + "\n");
            return out.toString();
        }
    }

    private record Ask(String target, String headers, InetAddress from) {
        Ask(String target) {
            this(target, "", InetAddress.getLoopbackAddress());
        }
    }

    private @Nullable Haproxy haproxy;
    private int port;

    @BeforeEach
    void needs_haproxy() {
        Haproxy.require();
    }

    @AfterEach
    void stop() {
        if (haproxy != null) haproxy.close();
    }

    @Test
    void round_robin_takes_turns_in_the_same_order() throws IOException {
        int[][] farms = {
            {1, 1, 1}, {5, 1, 1}, {3, 2, 1}, {10, 20, 30, 40}, {1, 2, 4}, {7, 3}, {100, 1}, {13, 7, 7, 2, 1, 9}
        };
        for (int[] weights : farms) {
            List<Ask> asks = repeat(new Ask("/"), 60);
            assertSame(new Backend("roundrobin", SDBM), weights, asks);
        }
    }

    @Test
    void static_round_robin_takes_turns_in_the_same_order() throws IOException {
        int[][] farms = {{1, 1, 1}, {5, 1, 1}, {3, 2, 1}, {10, 20, 30, 40}, {1, 2, 4}, {7, 3}, {13, 7, 7, 2, 1, 9}};
        for (int[] weights : farms) assertSame(new Backend("static-rr", SDBM), weights, repeat(new Ask("/"), 60));
    }

    @Test
    void uris_go_to_the_same_servers_with_every_hash_type() throws IOException {
        List<Ask> asks = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < KEYS; i++) asks.add(new Ask("/" + text(random) + "?" + text(random)));
        List<Backend> backends = new ArrayList<>();
        for (boolean consistent : new boolean[] {false, true})
            for (boolean avalanche : new boolean[] {false, true})
                for (String function : List.of("sdbm", "djb2", "wt6", "crc32"))
                    backends.add(new Backend("uri", new HashType(consistent, function, avalanche)));
        assertSame(backends, WEIGHTS, asks);
    }

    @Test
    void pieces_of_uris_go_to_the_same_servers() throws IOException {
        List<Ask> asks = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < KEYS; i++) {
            String path =
                    "/" + text(random) + "/" + random.nextInt(9) + "/" + text(random) + "/?a=/x/y&b=" + text(random);
            asks.add(new Ask(i % 5 == 0 ? "http://h" + i % 9 + ".example" + path : path));
        }
        asks.add(new Ask("http://h"));
        asks.add(new Ask("//"));
        asks.add(new Ask("/?"));
        List<Backend> backends = new ArrayList<>();
        for (String line : List.of(
                "uri len 5",
                "uri depth 1",
                "uri depth 2",
                "uri len 20 depth 3",
                "uri whole",
                "uri whole depth 4",
                "uri path-only",
                "uri whole path-only",
                "uri path-only len 7")) backends.add(new Backend(line, SDBM));
        assertSame(backends, WEIGHTS, asks);
    }

    @Test
    void parameters_go_to_the_same_servers() throws IOException {
        List<Ask> asks = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < KEYS; i++) {
            String id = text(random);
            switch (i % 10) {
                case 0 -> asks.add(new Ask("/?a=1&id=" + id + "&b=2"));
                case 1 -> asks.add(new Ask("/?ids=" + id + "&id=" + text(random)));
                case 2 -> asks.add(new Ask("/?id=&x=" + id));
                case 3 -> asks.add(new Ask("/?xid=" + id));
                case 4 -> asks.add(new Ask("/?a&&id=" + id + "="));
                case 5 -> asks.add(new Ask("/id=" + id + "?ID=" + id));
                case 6 -> asks.add(new Ask("/?id"));
                case 7 -> asks.add(new Ask("/?id="));
                case 8 -> asks.add(new Ask("/?b=?id=" + id));
                default -> asks.add(new Ask("/?id=" + id));
            }
        }
        assertSame(
                List.of(
                        new Backend("url_param id", SDBM),
                        new Backend("url_param id", new HashType(true, "sdbm", true)),
                        new Backend("url_param id", new HashType(false, "djb2", false))),
                WEIGHTS,
                asks);
    }

    @Test
    void headers_go_to_the_same_servers() throws IOException {
        List<Ask> asks = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < KEYS; i++) {
            String value = text(random);
            String header = switch (i % 12) {
                case 0 -> "";
                case 1 -> "X-Key:\r\n";
                case 2 -> "x-key: " + value + ", " + text(random) + "\r\n";
                case 3 -> "X-KEY:   " + value + "  \r\n";
                case 4 -> "X-Key: \"a,b" + i + "\", c\r\n";
                case 5 -> "X-Key: , " + value + "\r\n";
                case 6 -> "X-Key: " + value + "\r\nX-Key: " + text(random) + "\r\n";
                case 7 -> "X-Key: www." + value + ".example.org\r\n";
                case 8 -> "X-Key: " + value + ".example:8080\r\n";
                case 9 -> "X-Key: www." + value + ".\r\n";
                case 10 -> "X-Key: ." + value + "\r\n";
                default -> "X-Key: " + value + "\u00e4\u00ff" + i + "\r\n";
            };
            // HAProxy looks one byte beyond the value for a dot; with a header behind it, that byte is known.
            header += "Z-Last: 1\r\n";
            asks.add(new Ask("/", header, InetAddress.getLoopbackAddress()));
        }
        assertSame(
                List.of(
                        new Backend("hdr(X-Key)", SDBM),
                        new Backend("hdr(X-Key)", new HashType(false, "wt6", false)),
                        new Backend("hdr(X-Key)", new HashType(false, "djb2", false)),
                        new Backend("hdr(X-Key)", new HashType(true, "crc32", false)),
                        new Backend("hdr(X-Key) use_domain_only", SDBM),
                        new Backend("hdr(x-key) use_domain_only", new HashType(true, "sdbm", true))),
                WEIGHTS,
                asks);
    }

    @Test
    void source_addresses_go_to_the_same_servers() throws IOException {
        List<Ask> asks = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < KEYS; i++) {
            byte[] address = {127, 0, (byte) random.nextInt(256), (byte) (1 + random.nextInt(250))};
            asks.add(new Ask("/", "", InetAddress.getByAddress(address)));
        }
        List<Backend> backends = new ArrayList<>();
        for (boolean consistent : new boolean[] {false, true})
            for (boolean avalanche : new boolean[] {false, true})
                for (String function : List.of("sdbm", "djb2"))
                    backends.add(new Backend("source", new HashType(consistent, function, avalanche)));
        assertSame(backends, WEIGHTS, asks);
    }

    private void assertSame(Backend backend, int[] weights, List<Ask> asks) throws IOException {
        assertSame(List.of(backend), weights, asks);
    }

    private void assertSame(List<Backend> backends, int[] weights, List<Ask> asks) throws IOException {
        start(backends, weights);
        for (int i = 0; i < backends.size(); i++) {
            Backend backend = backends.get(i);
            List<String> theirs = ask("b" + i, asks);
            Picker picker = Farm.ofWeights(weights).picker(Farm.algorithm(backend.balance(), backend.hashType()));
            List<String> differences = new ArrayList<>();
            for (int n = 0; n < asks.size(); n++) {
                String ours = pick(picker, asks.get(n));
                if (!ours.equals(theirs.get(n)))
                    differences.add(n + " " + asks.get(n) + " went to " + ours + ", in HAProxy to " + theirs.get(n));
            }
            assertThat(differences).as(backend.toString()).isEmpty();
        }
        stop();
        haproxy = null;
    }

    private static String pick(Picker picker, Ask ask) {
        String[] headers =
                ask.headers().isEmpty() ? new String[0] : ask.headers().split("\r\n");
        FakeTransaction request =
                new FakeTransaction().get(ask.target(), headers).from(ask.from().getAddress(), 4711);
        return Farm.nameOf(picker.pick(request, null));
    }

    private void start(List<Backend> backends, int[] weights) {
        port = Ports.free();
        StringBuilder text = new StringBuilder("global\n  nbthread 1\ndefaults\n  mode http\n  timeout connect 5s\n"
                + "  timeout client 30s\n  timeout server 30s\n" + "frontend px\n  bind 127.0.0.1:" + port
                + "\n  use_backend %[req.hdr(X-Backend)]\n");
        for (int i = 0; i < backends.size(); i++) text.append(backends.get(i).text(i, weights));
        for (int i = 1; i <= weights.length; i++)
            text.append("frontend f" + i + "\n  bind unix@@DIR@/s" + i
                    + "\n  http-request return status 200 content-type text/plain string s" + i + "\n");
        haproxy = Haproxy.start(text.toString(), port);
    }

    /** The bodies of the answers; one connection for as long as the source address is the same. */
    private List<String> ask(String backend, List<Ask> asks) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < asks.size(); ) {
            InetAddress from = asks.get(i).from();
            try (Socket socket = new Socket()) {
                socket.bind(new InetSocketAddress(from, 0));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                for (; i < asks.size() && asks.get(i).from().equals(from); i++) {
                    String text = "GET " + asks.get(i).target() + " HTTP/1.1\r\nHost: "
                            + hostOf(asks.get(i).target()) + "\r\nX-Backend: " + backend + "\r\n"
                            + asks.get(i).headers() + "\r\n";
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    answers.add(readBody(in));
                }
            }
        }
        return answers;
    }

    private static String hostOf(String target) {
        if (!target.startsWith("http://")) return "h";
        String rest = target.substring("http://".length());
        return rest.split("[/?]", 2)[0];
    }

    private static String readBody(BufferedReader in) throws IOException {
        String status = in.readLine();
        if (status == null || !status.contains(" 200 ")) return "" + status;
        int length = 0;
        for (String line; (line = in.readLine()) != null && !line.isEmpty(); )
            if (line.startsWith("content-length:"))
                length = Integer.parseInt(line.substring(15).strip());
        char[] body = new char[length];
        for (int at = 0, n; at < length && (n = in.read(body, at, length - at)) > 0; ) at += n;
        return new String(body);
    }

    private static List<Ask> repeat(Ask ask, int times) {
        return new ArrayList<>(java.util.Collections.nCopies(times, ask));
    }

    private static String text(Random random) {
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~%";
        StringBuilder out = new StringBuilder();
        for (int n = 1 + random.nextInt(20); n > 0; n--) out.append(letters.charAt(random.nextInt(letters.length())));
        return out.toString();
    }
}
