package io.hecd.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Operator;
import io.hecd.admin.kit.Site;
import io.hecd.scenario.kit.Eventually;
import io.hecd.scenario.kit.Haproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same lines to HAProxy and to hecd, in the files of `twin/socket`; the answers must be the same. A line after `!` is
 * answered differently, and hecd's answer stands below it after `>`; above it stands why.
 */
class TranscriptTwinTest {
    private static final Path FILES = Path.of("src/test/resources/twin/socket");

    @TestFactory
    Stream<DynamicTest> answers_are_those_of_haproxy() throws IOException {
        Haproxy.require();
        try (Stream<Path> files = Files.list(FILES)) {
            return files
                    .filter(file -> file.toString().endsWith(".talk"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)))
                    .toList()
                    .stream();
        }
    }

    /** One line to send; `expected` is what hecd answers where it differs. */
    private record Exchange(String line, boolean differs, List<String> expected) {}

    private static List<Exchange> read(Path file) throws IOException {
        List<Exchange> exchanges = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("#") || line.isEmpty()) continue;
            if (line.startsWith(">"))
                exchanges
                        .get(exchanges.size() - 1)
                        .expected
                        .add(line.substring(1).strip());
            else exchanges.add(new Exchange(line.replaceFirst("^! ?", ""), line.startsWith("!"), new ArrayList<>()));
        }
        return exchanges;
    }

    private static void play(Path file) throws IOException {
        try (Site site = new Site()) {
            site.origin("s1");
            site.file("nets.lst", "10.0.0.0/8\n192.168.1.0/24\n");
            site.file("paths.lst", "/a\n/b\n");
            String configuration = Files.readString(FILES.resolve("house.cfg"));
            // Both may not have the same ports.
            String ours = configuration.replace("@SOCK@", "@DIR@/hecd");
            String theirs =
                    configuration.replace("@SOCK@", "@DIR@/twin").replaceAll("\\$\\{(fe|tcp)\\}", "\\${twin$1}");
            site.run(ours);
            try (Haproxy twin =
                    Haproxy.start(site.fill(theirs), site.address("twinfe").getPort())) {
                checked(site.path("twin.sock"));
                checked(site.path("hecd.sock"));
                for (Exchange exchange : read(file)) compare(site, exchange);
                assertThat(twin.pid()).isPositive();
            }
        }
    }

    private static void checked(Path socket) {
        Eventually.eventually(() -> assertThat(Operator.ask(socket, "show servers state app")
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElse(""))
                .containsPattern("app 1 s1 \\S+ 2 0 10 10 \\d+ 6 3 4 6 "));
    }

    private static void compare(Site site, Exchange exchange) {
        String line = exchange.line;
        String door = "";
        if (line.startsWith("operator@") || line.startsWith("user@")) {
            door = "-" + line.substring(0, line.indexOf('@'));
            line = line.substring(line.indexOf('@') + 1);
        }
        String sent = site.fill(line.replace("\\n", "\n"));
        String theirs = plain(site, Operator.ask(site.path("twin" + door + ".sock"), sent));
        String ours = plain(site, Operator.ask(site.path("hecd" + door + ".sock"), sent));
        if (!exchange.differs) {
            assertThat(ours)
                    .as(exchange.line + "\n-- haproxy:\n" + theirs + "\n-- hecd:\n" + ours)
                    .isEqualTo(theirs);
            return;
        }
        assertThat(ours).as(exchange.line + ": does not differ any more").isNotEqualTo(theirs);
        assertThat(ours).as(exchange.line).isEqualTo(String.join("\n", exchange.expected));
    }

    /** Without what changes from run to run, and without the commands that hecd does not have. */
    private static String plain(Site site, String answer) {
        return site.unfill(answer)
                .replaceAll("twin(fe|tcp)\\}", "$1}")
                .replaceAll("@DIR@/(twin|hecd)", "@SOCK@")
                .replaceAll("(?m)^(\\d+ \\w+ \\d+ \\w+ \\S+ \\d \\d+ \\d+ \\d+) \\d+ ", "$1 AGE ")
                // What HAProxy remembers of servers that nobody checks depends on whether they were ever in
                // maintenance,
                // and a server that was once `disabled` keeps a bit that means nothing any more.
                .replaceAll("(?m) AGE 1 0 \\d+ ", " AGE 1 0 N ")
                .replaceAll("(?m)^(\\d+ app 3 s3 \\S+ 2) 4 ", "$1 0 ")
                .replaceAll("(?m)^(\\d+ app 3 s3 \\S+ 2 .* N) 8 ", "$1 0 ")
                .replaceAll("0x[0-9a-f]{4,}", "0xREF")
                .replaceAll("(on \\[)[^\\]]*\\]", "$1DATE]")
                .replaceAll("file '[^']*(\\.cfg)' line", "file 'house$1' line")
                .lines()
                .filter(line -> !Absences.names(line))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}
