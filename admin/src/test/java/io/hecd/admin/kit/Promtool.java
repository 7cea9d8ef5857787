package io.hecd.admin.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Prometheus' own judge of an exposition. */
public final class Promtool {
    /** The one name of HAProxy's that it does not like. */
    public static final String OF_HAPROXY =
            "haproxy_process_failed_resolutions counter metrics should have \"_total\" suffix";

    private static final Path PROGRAM = Path.of("/usr/bin/promtool");

    private Promtool() {}

    /** What it finds in this text. */
    public static String says(String exposition, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM))
            throw new AssertionError("promtool is not installed: apt-get install prometheus");
        Path input = Files.writeString(directory.resolve("metrics"), exposition);
        Path output = directory.resolve("said");
        Process promtool = new ProcessBuilder(PROGRAM.toString(), "check", "metrics")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }
}
