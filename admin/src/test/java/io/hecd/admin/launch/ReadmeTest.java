package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.launch.Page.Block;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every `sh` block of the READMEs is run, in the order of the page, in a directory that looks like the checkout; a
 * `text` block that follows it is what it prints. Ports are replaced by free ones, nothing else.
 */
@Tag("process")
class ReadmeTest {
    private static final Pattern PORT = Pattern.compile(":(808\\d|4001)\\b");

    /** What is meant to stay until ^C. */
    private static final Pattern STAYS = Pattern.compile("(java |bin/hecd (demo|run) )(?!.*--print).*\n");

    /** What the commands use of the checkout. */
    private static final List<String> CHECKOUT = List.of("bin", "conf", "admin");

    private final Map<String, Integer> ports = new TreeMap<>();

    private final Deque<Launched> running = new ArrayDeque<>();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void every_command_does_what_the_page_says(String page) throws IOException {
        for (String name : CHECKOUT)
            Files.createSymbolicLink(directory.resolve(name), Page.root().resolve(name));
        List<Block> blocks = Page.blocks(page);
        int commands = 0;
        try {
            for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                String text = adapted(block.text());
                if (block.is("java")) Files.writeString(directory.resolve("Edge.java"), text);
                if (!block.is("sh")) continue;
                commands++;
                String said = STAYS.matcher(text).matches() ? start(text) : run(text);
                if (i + 1 < blocks.size() && blocks.get(i + 1).is("text"))
                    assertThat(said)
                            .as(block.text())
                            .isEqualTo(adapted(blocks.get(i + 1).text()));
            }
            daemonEnds();
        } finally {
            while (!running.isEmpty()) running.pop().close();
            daemon().ifPresent(ProcessHandle::destroyForcibly);
            for (String name : CHECKOUT) Files.delete(directory.resolve(name));
        }
        assertThat(commands).isGreaterThan(8);
    }

    private String adapted(String text) {
        return PORT.matcher(text)
                .replaceAll(match -> ":" + port(match.group(1)))
                .replace(
                        "hecd demo",
                        "hecd demo --port " + port("8080") + " --keys-port " + port("4001") + " --fourth-port "
                                + port("8084"));
    }

    private int port(String named) {
        return ports.computeIfAbsent(named, any -> port());
    }

    /** Free on all addresses, and below the range from which the kernel takes ports for connections. */
    private static int port() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port)) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Taken: another one.
            }
        }
    }

    private Launched launch(String script) {
        String path = System.getProperty("java.home") + "/bin:" + System.getenv("PATH");
        return Launched.start(directory, Map.of("PATH", path), List.of("sh", "-e", "-c", script));
    }

    private String start(String command) throws IOException {
        Launched started = launch("exec " + command);
        running.push(started);
        String where = command.startsWith("java") ? Files.readString(directory.resolve("Edge.java")) : command;
        Matcher first = Pattern.compile("(?::|--port )(\\d+)").matcher(where);
        assertThat(first.find()).as(command).isTrue();
        // The demo looks first whether its port is free, which looks like listening; so its greeting is waited for as
        // well.
        if (command.startsWith("bin/hecd"))
            started.eventually("greets", () -> started.out().contains("^C ends it."));
        started.listensOn(Integer.parseInt(first.group(1)));
        return started.out();
    }

    private String run(String script) {
        try (Launched shell = launch(script)) {
            assertThat(shell.exitCode()).as(script + shell.err()).isZero();
            return shell.out();
        }
    }

    private java.util.Optional<ProcessHandle> daemon() {
        String pid = Launched.read(directory.resolve("hecd.pid")).trim();
        return pid.isEmpty() ? java.util.Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }

    /** The page ends it, with a signal. */
    private void daemonEnds() {
        assertThat(directory.resolve("hecd.pid")).exists();
        Launched.until(() -> daemon().map(found -> !found.isAlive()).orElse(true), () -> "the daemon ends");
    }

    @Test
    void the_pages_have_the_same_commands_and_the_same_program() {
        assertThat(commands("README.zh-CN.md")).isEqualTo(commands("README.md"));
    }

    private static List<String> commands(String page) {
        return Page.blocks(page).stream()
                .map(block -> block.language() + "\n" + block.text().replaceAll(" +# .*", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "proxy-core/README.md",
                "health/README.md",
                "discovery/README.md",
                "admin/README.md",
                "conf/README.md"
            })
    void links_lead_to_files(String page) throws IOException {
        Path file = Page.root().resolve(page);
        Pattern.compile("\\]\\(([^)#:]+)\\)")
                .matcher(Files.readString(file))
                .results()
                .forEach(link -> assertThat(file.resolveSibling(link.group(1))).exists());
    }
}
