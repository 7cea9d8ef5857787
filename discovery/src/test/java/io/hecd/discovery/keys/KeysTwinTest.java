package io.hecd.discovery.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.discovery.kit.Etcd;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls of `keys/calls.txt` on Debian's `etcd --enable-v2` and on us: status, headers and bodies are alike, or
 * `keys/differences.txt` says why not.
 */
class KeysTwinTest {
    @TempDir
    static Path directory;

    private static Etcd etcd;
    private static EmbeddedStore store;
    private static KeysApi api;

    @BeforeAll
    static void start() throws Exception {
        etcd = Etcd.with().v2().start();
        store = EmbeddedStore.open(directory, Clock.system());
        api = KeysApi.start(store, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Options.STANDARD);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        store.close();
        etcd.close();
    }

    @TestFactory
    Stream<DynamicTest> answers_are_those_of_etcd() throws IOException {
        Map<String, Map<String, String>> differences = differences();
        return blocks().entrySet().stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.getKey(),
                        () -> compare(
                                block.getKey(),
                                block.getValue(),
                                differences.getOrDefault(block.getKey(), new TreeMap<>()))));
    }

    @Test
    void differences_are_of_blocks_that_exist() throws IOException {
        assertThat(blocks().keySet()).containsAll(differences().keySet());
        assertThat(blocks().values().stream().mapToInt(List::size).sum()).isGreaterThan(250);
    }

    private static void compare(String block, List<String> calls, Map<String, String> differences) throws IOException {
        String root = "/v2/keys/" + block.replaceAll("[^a-z]", "-");
        List<String> unlike = new ArrayList<>();
        TreeSet<String> explained = new TreeSet<>();
        try (Peer twin = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), etcd.port()), root);
                Peer ours = new Peer(api.address(), root)) {
            for (String call : calls) {
                String his = twin.call(call);
                String our = ours.call(call);
                if (his.equals(our)) continue;
                if (differences.containsKey(call)) explained.add(call);
                else unlike.add("=== " + call + "\n--- etcd\n" + his + "\n--- ours\n" + our);
            }
        }
        assertThat(unlike).as("unlike, and not in keys/differences.txt").isEmpty();
        assertThat(explained).as("differences that still are").isEqualTo(differences.keySet());
    }

    private static Map<String, List<String>> blocks() throws IOException {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        for (String line : lines("/keys/calls.txt")) {
            if (line.startsWith("[")) blocks.put(line.substring(1, line.length() - 1), block = new ArrayList<>());
            else block.add(line);
        }
        return blocks;
    }

    /** Block, call, reason, with bars between them. */
    private static Map<String, Map<String, String>> differences() throws IOException {
        Map<String, Map<String, String>> differences = new TreeMap<>();
        for (String line : lines("/keys/differences.txt")) {
            String[] parts = line.split(" \\| ", 3);
            assertThat(parts).as(line).hasSize(3);
            differences.computeIfAbsent(parts[0], block -> new TreeMap<>()).put(parts[1], parts[2]);
        }
        return differences;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = KeysTwinTest.class.getResourceAsStream(resource)) {
            if (in == null) throw new IOException("no " + resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
