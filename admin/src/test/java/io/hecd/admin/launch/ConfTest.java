package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in `conf/` for people to start from. */
@Tag("process")
class ConfTest {
    @TempDir
    private Path directory;

    @Test
    void every_configuration_is_valid() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Page.root().resolve("conf"))) {
            files = all.filter(file -> file.toString().endsWith(".cfg")).toList();
        }
        assertThat(files).hasSizeGreaterThan(2);
        for (Path file : files) {
            List<Source> sources = Source.files(List.of(file), new Problems());
            Engine.Examined examined =
                    Wiring.starter().examine(sources, FlagRun.environment(Arguments.none(), sources));
            assertThat(examined.problems().hasErrors())
                    .as(ProblemPrinter.text(examined.problems()))
                    .isFalse();
            assertThat(examined.listens()).isTrue();
        }
    }

    @Test
    void the_commands_of_the_seed_do_in_its_order_what_they_did() throws IOException {
        List<DemoServer> servers = new ArrayList<>();
        for (String name : List.of("one", "two", "three", "four")) servers.add(DemoServer.start(name));
        Map<String, String> places = Map.of(
                "SERVERS",
                servers.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(" ")),
                "EDGE",
                "127.0.0.1:" + Ports.free(),
                "KEYS",
                "127.0.0.1:" + Ports.free());
        String script = Page.root().resolve("conf/seed/walk").toString();
        try (Launched walk = Launched.start(directory, places, List.of(script))) {
            assertThat(walk.exitCode()).as(walk.err() + walk.out()).isZero();
            assertThat(walk.out())
                    .contains("hello from four\nhello from one\nhello from three\nhello from two\n")
                    .endsWith("hello from four\nhello from one\nhello from three\n")
                    .contains("\"key\":\"/mykey\",\"value\":\"this is awesome\"");
        } finally {
            servers.forEach(DemoServer::stop);
        }
    }
}
