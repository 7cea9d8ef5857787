package io.hecd.discovery.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other programs: run to their end, or started as children that do not outlive the JVM. */
final class Programs {
    private static final long PATIENCE_SECONDS = 30;

    /** A child dies with the thread that started it, so this one lives as long as the JVM. */
    private static final ExecutorService PARENT = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kit-parent");
        thread.setDaemon(true);
        return thread;
    });

    private Programs() {}

    /** Starts a child in the background; all it says goes to `log`. */
    static Process start(List<String> command, Path log) {
        List<String> guarded = new ArrayList<>(List.of(find("setpriv", "util-linux"), "--pdeathsig", "KILL"));
        guarded.addAll(command);
        try {
            return PARENT.submit(() -> new ProcessBuilder(guarded)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start())
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program and gives what it printed; a failure is one of the test. */
    static String run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("kit", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) process.destroyForcibly();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0)
                throw new AssertionError(String.join(" ", command) + (ended ? " failed:\n" : " hangs:\n") + printed);
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal to one process. */
    static void signal(Process process, String name) {
        if (process.isAlive()) run(Path.of("/"), Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    static String find(String program, String debianPackage) {
        for (String directory : List.of("/usr/bin", "/usr/local/bin", "/usr/sbin", "/bin")) {
            Path path = Path.of(directory, program);
            if (Files.isExecutable(path)) return path.toString();
        }
        throw new AssertionError(program + " is missing; install it: apt-get install " + debianPackage);
    }

    static void deleteTree(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
