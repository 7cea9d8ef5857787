package io.hecd.scenario.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The differences from HAProxy that are on purpose: a file of another module on the test class path, a line for
 * each, `conversation | part | reason`. Those of {@link Twin} are in {@link TrafficDifferences}. Lines with `#` are comments.
 */
public final class Differences {
    private final Map<String, String> reasons;

    private Differences(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** The file of another module. */
    public static Differences in(String file) {
        return new Differences(read(file));
    }

    /** Why this part differs; empty when it should be the same. */
    public String of(String conversation, String part) {
        return reasons.getOrDefault(conversation + "|" + part, "");
    }

    private static Map<String, String> read(String file) {
        Map<String, String> reasons = new HashMap<>();
        InputStream resource = Differences.class.getResourceAsStream(file);
        if (resource == null) return reasons;
        try (var in = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] columns = line.split("\\|", 3);
                if (columns.length < 3 || columns[2].isBlank())
                    throw new IllegalStateException(file + ": no reason in: " + line);
                reasons.put(columns[0].strip() + "|" + columns[1].strip(), columns[2].strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }
}
