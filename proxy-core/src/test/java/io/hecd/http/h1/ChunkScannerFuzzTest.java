package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any bytes: splits change nothing, relaying and unchunking agree on the verdict, and what was relayed holds the same
 * data when it is read again. Run by seed in every build, by Jazzer when JAZZER_FUZZ=1.
 */
final class ChunkScannerFuzzTest {
    @FuzzTest
    void any_bytes(byte[] bytes) {
        check(new String(bytes, StandardCharsets.ISO_8859_1), bytes.length);
    }

    @Test
    void changed_bodies_keep_the_property() {
        String[] good =
                Arrays.stream(ChunkScannerTest.good()).map(row -> row[0]).toArray(String[]::new);
        Mutator bodies = new Mutator(3, good, ChunkScannerTest.bad());
        for (int i = 0; i < 40_000; i++) check(bodies.next(), i);
    }

    private static void check(String text, int seed) {
        String relayed = Chunks.relay(text);
        String content = Chunks.unchunk(text);
        int[] splits = Mutator.splits(new Random(seed), text.length());
        assertThat(Chunks.unchunk(text, splits)).isEqualTo(content);
        if (relayed.startsWith("DONE") || relayed.startsWith("BAD"))
            assertThat(Chunks.relay(text, splits)).isEqualTo(relayed);
        String verdict = firstLine(relayed);
        assertThat(firstLine(content)).isEqualTo(verdict);
        if (!verdict.startsWith("DONE")) return;
        String canonical = relayed.substring(verdict.length() + 1);
        assertThat(Chunks.relay(canonical)).endsWith(" left 0\n" + canonical);
        assertThat(afterFirstLine(Chunks.unchunk(canonical))).isEqualTo(afterFirstLine(content));
    }

    private static String afterFirstLine(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
