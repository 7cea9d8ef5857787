package io.hecd.http.h1;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hecd.http.Framing;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any bytes: the verdict does not depend on splits, and what is accepted is written so that it reads the same again.
 * The seeded test runs the same property over changed heads in every build; Jazzer searches when JAZZER_FUZZ=1.
 */
final class HeadParserFuzzTest {
    private static final int[] WHOLE = {};

    @FuzzTest
    void any_bytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        check(true, text, text.hashCode());
        check(false, text, text.hashCode());
    }

    @Test
    void changed_heads_keep_the_property() {
        Mutator requests = new Mutator(1, HeadFaultsTest.goodRequests(), HeadFaultsTest.badRequests());
        for (int i = 0; i < 20_000; i++) check(true, requests.next(), i);
        Mutator responses = new Mutator(2, HeadFaultsTest.responses(), HeadFaultsTest.badResponses());
        for (int i = 0; i < 20_000; i++) check(false, responses.next(), i);
    }

    private static void check(boolean request, String text, int seed) {
        String whole = Heads.verdict(request, text, WHOLE);
        assertThat(Heads.verdict(request, text, Mutator.splits(new Random(seed), text.length())))
                .isEqualTo(whole);
        if (!whole.startsWith("1 ")) return;
        String wire = whole.substring(whole.indexOf('\n') + 1);
        assertThat(Heads.verdict(request, wire, WHOLE)).isEqualTo("1 left 0\n" + wire);
        Framing first = new Framing();
        Framing again = new Framing();
        if (request)
            assertThat(again.ofRequest(Heads.request(wire)).kind())
                    .isEqualTo(first.ofRequest(Heads.request(text)).kind());
        assertThat(again.length()).isEqualTo(first.length());
    }
}
