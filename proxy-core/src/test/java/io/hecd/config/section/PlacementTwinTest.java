package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Where a line may stand: the same judgement (fine, warning, error) as HAProxy's, for each of five places and two modes. Its
 * judgements are in `twin/placement.txt`, measured once.
 */
final class PlacementTwinTest {
    private static final String TIMEOUTS = " timeout client 1s\n timeout server 1s\n timeout connect 1s\n";

    /** Lines that are judged differently on purpose, and why. Words that hecd does not have are errors anyway. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "monitor-net 10.0.0.0/8", "a word of 1.4, translated to an http-request rule",
            "mode http", "an error where the frontend is in mode tcp: hecd does not change to HTTP on the way",
            "mode tcp", "the same where the backend is in mode http",
            "option http-use-proxy-header", "a notice says that it never has an effect",
            "disabled", "that nothing listens is said at start, not by the parser");

    @TestFactory
    Stream<DynamicTest> lines_are_judged_as_by_haproxy() throws IOException {
        List<String> lines;
        try (InputStream in = PlacementTwinTest.class.getResourceAsStream("/twin/placement.txt")) {
            assertThat(in).isNotNull();
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("#")) continue;
            String text = line.substring(12);
            if (DIFFERENT.containsKey(text) || isMissing(text)) continue;
            tests.add(DynamicTest.dynamicTest(
                    text,
                    () -> assertThat(judge(text, "http") + " " + judge(text, "tcp"))
                            .isEqualTo(line.substring(0, 11))));
        }
        assertThat(tests).hasSizeGreaterThan(90);
        return tests.stream();
    }

    private static boolean isMissing(String text) {
        String[] words = text.split(" ");
        for (Keyword<ProxyDraft> row : ProxyWords.TABLE.rows()) {
            boolean same = row.name().equals(words[0])
                    || (words.length > 1 && row.name().equals(words[0] + " " + words[1]));
            if (same) return row.status() == Status.NOT_YET;
        }
        return false;
    }

    private static String judge(String line, String mode) {
        String defaults = "defaults\n mode " + mode + "\n" + TIMEOUTS;
        String named = "defaults d\n mode " + mode + "\n" + TIMEOUTS;
        String target = " server s9 127.0.0.1:9998\n ";
        return verdict(defaults + " " + line + "\nlisten a\n bind 127.0.0.1:9999\n")
                + verdict(named + " " + line + "\nlisten a from d\n bind 127.0.0.1:9999\n")
                + verdict(defaults + "backend b\nfrontend a\n bind 127.0.0.1:9999\n default_backend b\n " + line + "\n")
                + verdict(defaults + "backend b\nlisten a\n bind 127.0.0.1:9999\n" + target + line + "\n")
                + verdict(defaults + "backend b\nfrontend a\n bind 127.0.0.1:9999\n default_backend c\nbackend c\n"
                        + target + line + "\n");
    }

    private static String verdict(String text) {
        Problems problems = new Problems();
        ConfigurationParser.parse(
                List.of(new Source("t.cfg", text)), SectionGoldenTest.facts(), Sections.standard(), problems);
        if (problems.hasErrors()) return "e";
        return problems.list().stream().anyMatch(VerdictTwinTest::isTwinsWarning) ? "w" : "o";
    }
}
