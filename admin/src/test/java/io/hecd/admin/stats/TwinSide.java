package io.hecd.admin.stats;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.LoadBalancer;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Haproxy;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the twins with a configuration, origins and ports of its own, and its statistics as rows. */
final class TwinSide implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]\\w*)\\}");

    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private AutoCloseable proxy = () -> {};
    private Supplier<String> stat = () -> "";

    private TwinSide() {
        for (String name : new String[] {"s1", "s2"}) origins.put(name, new Origin(name));
    }

    static TwinSide haproxy(String configuration) {
        TwinSide side = new TwinSide();
        try {
            Path socket = Files.createTempDirectory("stats").resolve("s");
            String text = "global\n  stats socket " + socket + " level admin\n  nbthread 1\n  maxconn 1000\n"
                    + side.fill(configuration);
            int[] ports =
                    side.ports.values().stream().mapToInt(Integer::intValue).toArray();
            side.proxy = Haproxy.start(text, ports);
            side.stat = () -> ask(socket, "show stat");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return side;
    }

    static TwinSide hecd(String configuration) {
        TwinSide side = new TwinSide();
        try {
            LoadBalancer balancer = LoadBalancer.builder()
                    .configuration("global\n  maxconn 1000\n" + side.fill(configuration))
                    .start();
            StatsTable table = new StatsTable(balancer, server -> Optional.empty());
            side.proxy = balancer;
            side.stat = () -> {
                StringBuilder out = new StringBuilder();
                StatsCsv.begin(out);
                table.each(RowFilter.ALL, row -> StatsCsv.append(row, out));
                return out.toString();
            };
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return side;
    }

    private String fill(String configuration) {
        Matcher matcher = NAME.matcher(configuration);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            Origin origin = origins.get(matcher.group(1));
            int port = origin != null ? origin.port() : ports.computeIfAbsent(matcher.group(1), any -> Ports.free());
            matcher.appendReplacement(out, "127.0.0.1:" + port);
        }
        return matcher.appendTail(out).toString();
    }

    Client client(String listener) {
        Integer port = ports.get(listener);
        if (port == null) throw new IllegalArgumentException("no listener " + listener);
        return new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    void answersAll(String path, String answer) {
        origins.values().forEach(origin -> origin.answers(path, answer));
    }

    /** One request on a connection of its own, until all of it is over. */
    void get(String listener, String path) {
        client(listener).get(path);
        settle();
    }

    /** Waits until no session is under way. */
    void settle() {
        eventually(() -> assertThat(isQuiet()).isTrue());
    }

    void stallAll() {
        origins.values().forEach(Origin::stall);
    }

    void cutAll(int bytes) {
        origins.values().forEach(origin -> origin.cutAfter(bytes));
    }

    /** Waits until an origin has a request. */
    void awaitRequest() {
        eventually(() -> assertThat(origins.values())
                .anyMatch(origin -> !origin.requests().isEmpty()));
    }

    /** Waits until somebody waits. */
    void awaitQueue() {
        eventually(() -> assertThat(rows().values()).anyMatch(row -> "1".equals(row.get("qcur"))));
    }

    String header() {
        return stat.get().lines().findFirst().orElse("");
    }

    /** Cells by column, by row: `proxy/service`. */
    Map<String, Map<String, String>> rows() {
        String[] lines = stat.get().strip().split("\n");
        String[] columns = lines[0].substring(2).split(",", -1);
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < columns.length; c++) row.put(columns[c], unfilled(cells[c]));
            rows.put(cells[0] + "/" + cells[1], row);
        }
        return rows;
    }

    private String unfilled(String cell) {
        String out = cell;
        for (Map.Entry<String, Integer> port : ports.entrySet())
            out = out.replace(":" + port.getValue(), ":" + port.getKey());
        for (Origin origin : origins.values()) out = out.replace(":" + origin.port(), ":" + origin.name());
        return out;
    }

    /** No session is under way any more. */
    boolean isQuiet() {
        return rows().values().stream().allMatch(row -> "0".equals(row.get("scur")));
    }

    private static String ask(Path socket, String command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            StringBuilder out = new StringBuilder();
            ByteBuffer in = ByteBuffer.allocate(64 * 1024);
            while (channel.read(in) >= 0) {
                out.append(StandardCharsets.UTF_8.decode(in.flip()));
                in.clear();
            }
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            proxy.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            origins.values().forEach(Origin::close);
        }
    }
}
