package io.hecd.scenario.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The differences from HAProxy that are on purpose: `twin/differences.txt` on the test class path, a line for each,
 * `conversation | part | difference | reason`. The parts are those of a {@link Transcript}. Lines with `#` are comments.
 */
final class TrafficDifferences {
    private static final Set<String> KINDS = Set.of("page", "shows", "lacks", "nothing");
    private static final Map<String, Difference> ALL = read();

    /**
     * One difference. `page CODE`: hecd's page says why, with this code; all else of the answers is the same. `shows TEXT`:
     * hecd's side has this text and HAProxy's has not; `lacks TEXT`: the other way round. `nothing`: hecd's side is empty and HAProxy's is not.
     */
    record Difference(String conversation, String part, String kind, String text, String reason) {
        /** Whether the two differ in this and in nothing that it does not cover. */
        boolean holds(String theirs, String ours) {
            return switch (kind) {
                case "page" ->
                    ours.contains("x-hecd-reason: " + text + " ")
                            && ErrorPages.plain(ours).equals(ErrorPages.plain(theirs));
                case "lacks" -> theirs.contains(text) && !ours.contains(text);
                case "nothing" -> ours.isEmpty() && !theirs.isEmpty();
                default -> ours.contains(text) && !theirs.contains(text);
            };
        }
    }

    private static String text(String[] words) {
        return words.length < 2 ? "" : words[1].replace("\\n", "\n");
    }

    private TrafficDifferences() {}

    /** Null when they should be the same. */
    static @Nullable Difference of(String conversation, String part) {
        return ALL.get(conversation + "|" + part);
    }

    static Iterable<Difference> all() {
        return ALL.values();
    }

    private static Map<String, Difference> read() {
        Map<String, Difference> all = new LinkedHashMap<>();
        InputStream resource = TrafficDifferences.class.getResourceAsStream("/twin/differences.txt");
        if (resource == null) return all;
        try (var in = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] columns = line.split(" \\| ", 4);
                if (columns.length < 4 || columns[3].isBlank())
                    throw new IllegalStateException("differences.txt: no reason in: " + line);
                String[] words = columns[2].split(" ", 2);
                if (!KINDS.contains(words[0]))
                    throw new IllegalStateException("differences.txt: none of " + KINDS + ": " + line);
                String conversation = columns[0].strip();
                String part = columns[1].strip();
                all.put(
                        conversation + "|" + part,
                        new Difference(conversation, part, words[0], text(words), columns[3].strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
