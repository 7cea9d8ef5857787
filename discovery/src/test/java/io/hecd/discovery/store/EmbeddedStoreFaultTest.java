package io.hecd.discovery.store;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.time.Clock;
import java.io.BufferedReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link EmbeddedStore} when processes are killed, disks are full, files are damaged. */
class EmbeddedStoreFaultTest {
    @TempDir
    Path directory;

    @RepeatedTest(3)
    void a_killed_process_loses_no_acknowledged_write() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        // Twice: what is written after a first death counts as much.
        for (int life = 0; life < 2; life++) {
            Process process = StoreProcess.start(List.of(), directory, 200);
            acknowledged.clear();
            try (BufferedReader output = StoreProcess.output(process)) {
                for (int i = 0; i < 500; i++) {
                    String line = output.readLine();
                    if (line.startsWith("/")) acknowledge(acknowledged, line);
                    else assertThat(line).isEqualTo("open");
                }
                process.toHandle().destroyForcibly();
                for (String line; (line = output.readLine()) != null; )
                    if (line.matches("/w\\d/ \\d+")) acknowledge(acknowledged, line);
            }
            process.waitFor();
        }
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            Map<String, String> found =
                    store.read("/").join().entries().stream().collect(Collectors.toMap(Entry::key, Entry::value));
            acknowledged.forEach((writer, last) -> {
                for (long i = Math.max(1, last - 49); i <= last; i++)
                    assertThat(Long.parseLong(
                                    found.getOrDefault(writer + i % 50, "0").split(" ")[0]))
                            .as("%s%d", writer, i % 50)
                            .isGreaterThanOrEqualTo(i);
            });
        }
    }

    @Test
    void a_disk_that_is_full_costs_the_write_only() throws Exception {
        Process process = StoreProcess.start(List.of("prlimit", "--fsize=1000000"), directory, 20_000);
        String all;
        try (BufferedReader output = StoreProcess.output(process)) {
            all = output.lines().collect(Collectors.joining("\n"));
        }
        assertThat(process.waitFor()).isZero();
        assertThat(all).contains("cannot write the store").contains("File too large");
        Map<String, Long> acknowledged = new HashMap<>();
        all.lines().filter(line -> line.matches("/w\\d/ \\d+")).forEach(line -> acknowledge(acknowledged, line));
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            List<Entry> entries = store.read("/").join().entries();
            assertThat(entries.size())
                    .isEqualTo(acknowledged.values().stream()
                            .mapToInt(Long::intValue)
                            .sum());
            store.commit(Change.put("/after", "x")).join();
        }
    }

    @Test
    void a_second_process_is_told_who_has_the_file() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            Process process = StoreProcess.start(List.of(), directory, 1);
            try (BufferedReader output = StoreProcess.output(process)) {
                assertThat(output.readLine())
                        .isEqualTo("refused the store " + directory.resolve("hecd.store")
                                + " is in use by another process: one file serves one hecd");
                assertThat(output.readLine()).isNull();
            }
            store.commit(Change.put("/a", "x")).join();
        }
    }

    @Test
    void a_damaged_file_is_not_touched() throws Exception {
        Path file = filled(500);
        byte[] whole = Files.readAllBytes(file);
        byte[][] damages = {
            new byte[0],
            new byte[10_000],
            "this is something else altogether, and not short".repeat(300).getBytes(StandardCharsets.UTF_8),
            overwritten(whole, 0, whole.length / 2),
            overwritten(whole, 8192, whole.length),
        };
        for (byte[] damage : damages) {
            Files.write(file, damage);
            for (int attempt = 0; attempt < 2; attempt++)
                assertThatThrownBy(() -> EmbeddedStore.open(directory, Clock.system()))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.REFUSED))
                        .hasMessageContaining("is damaged")
                        .hasMessageContaining("It is left as it is");
            assertThat(Files.readAllBytes(file)).isEqualTo(damage);
        }
        Files.write(file, whole);
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            assertThat(store.read("/").join().entries()).hasSize(500);
        }
    }

    @Test
    void any_damaged_byte_is_either_told_or_harmless() throws Exception {
        Path file = filled(200);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 1_997) {
            Files.write(file, whole);
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.seek(at);
                access.write(whole[at] ^ 0x55);
            }
            try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
                assertThat(store.read("/").join().entries()).as("byte %d", at).isNotEmpty();
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("is damaged");
            }
        }
    }

    @Test
    void a_draft_that_was_never_finished_is_no_store() throws Exception {
        Files.write(directory.resolve("hecd.store.new"), new byte[0]);
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            store.commit(Change.put("/a", "x")).join();
        }
        assertThat(directory.toFile().list()).containsExactly("hecd.store");
    }

    @Test
    void the_file_does_not_grow_with_the_writes() throws Exception {
        Path file = directory.resolve("hecd.store");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            for (int i = 0; i < 1500; i++)
                store.commit(Change.put("/k" + i % 20, "v" + i)).join();
        }
        // Each write took 4 KiB or more; open, the file may keep those of the last second. Opening gives a second to
        // the rest.
        eventually(() -> {
            EmbeddedStore.open(directory, Clock.system()).close();
            assertThat(file.toFile().length()).isLessThan(2_000_000);
        });
    }

    @Test
    void closing_answers_everybody() {
        EmbeddedStore store = EmbeddedStore.open(directory, Clock.system());
        List<CompletableFuture<Outcome>> outcomes = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> store.commit(Change.put("/k" + i, "x")))
                .toList();
        store.close();
        eventually(() -> assertThat(outcomes).allMatch(CompletableFuture::isDone));
        long made = outcomes.stream()
                .filter(outcome -> !outcome.isCompletedExceptionally())
                .count();
        try (EmbeddedStore again = EmbeddedStore.open(directory, Clock.system())) {
            assertThat(again.read("/").join().entries()).hasSize((int) made);
        }
    }

    private Path filled(int keys) throws Exception {
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            CompletableFuture<?>[] all = new CompletableFuture<?>[keys];
            for (int i = 0; i < keys; i++) all[i] = store.commit(Change.put("/k" + i, "v".repeat(100) + i));
            CompletableFuture.allOf(all).get(10, TimeUnit.SECONDS);
        }
        return directory.resolve("hecd.store");
    }

    private static byte[] overwritten(byte[] bytes, int from, int to) {
        byte[] damaged = bytes.clone();
        for (int i = from; i < to; i++) damaged[i] = (byte) (i * 31);
        return damaged;
    }

    private static void acknowledge(Map<String, Long> acknowledged, String line) {
        String[] words = line.split(" ");
        acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
    }
}
