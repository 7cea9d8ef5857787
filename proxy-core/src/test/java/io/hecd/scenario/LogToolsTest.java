package io.hecd.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs with which people read HAProxy's logs read ours: lines of good, bad and hostile requests. */
@ExtendWith(ScenarioKit.class)
class LogToolsTest {
    private static final Path HALOG = Path.of("/usr/sbin/halog");
    private static final Path ANALYSIS = Path.of("/usr/bin/haproxy_log_analysis");
    private static final int LINES = 8;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"-st", "-srv", "-u -H", "-e -H", "-pct", "-tc"})
    void halog_reads_every_line(String options, Scenario s) throws Exception {
        Path log = log(s);
        List<String> command = new ArrayList<>(List.of(program(HALOG, "haproxy")));
        command.addAll(List.of(options.split(" ")));
        String said = run(command, log);
        assertThat(said).contains(LINES + " lines in, ").contains(", 0 parsing errors");
    }

    @Test
    void haproxy_log_analysis_reads_every_line(Scenario s) throws Exception {
        Path log = log(s);
        String said = run(
                List.of(
                        program(ANALYSIS, "haproxy-log-analysis"),
                        "-l",
                        log.toString(),
                        "-c",
                        "counter,counter_invalid,status_codes_counter"),
                log);
        assertThat(said)
                .containsPattern("command: counter\\n=+\\n" + LINES + "\\n")
                .containsPattern("command: counter_invalid\\n=+\\n0\\n")
                .contains("'200': 5")
                .contains("'403': 1");
    }

    /** As rsyslog writes it: the lines of the datagrams, and the name of the machine, which is not in them. */
    private Path log(Scenario s) throws IOException {
        s.origin("s1");
        s.origin("dead").refuse();
        s.proxy("""
                defaults
                  mode http
                  log ${log} local0
                  option httplog
                  timeout connect 1s
                  timeout client 5s
                  timeout server 5s
                frontend web
                  bind ${web}
                  capture request header user-agent len 20
                  http-request deny if { path /no }
                  http-request redirect location / if { path /there }
                  use_backend dead if { path /dead }
                  default_backend app
                backend app
                  server s1 ${s1}
                backend dead
                  retries 0
                  server d1 ${dead}
                """);
        s.client().get("/");
        s.client().get("/a?b=c&d=%22", "User-Agent: curl \"quoted\" {and} more than twenty");
        s.client().raw("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
        s.client().get("/no");
        s.client().get("/there");
        s.client().get("/dead");
        s.client().get("/" + "long".repeat(150));
        s.client().get("/");
        List<String> lines = new ArrayList<>();
        for (String line : s.log().await(LINES))
            lines.add(line.replaceFirst("^<\\d+>(\\w+ +\\d+ [\\d:]+) ", "$1 edge "));
        return Files.write(directory.resolve("haproxy.log"), lines, StandardCharsets.ISO_8859_1);
    }

    private static String program(Path path, String debianPackage) {
        if (!Files.isExecutable(path))
            throw new AssertionError(path + " is not installed: apt-get install " + debianPackage);
        return path.toString();
    }

    private String run(List<String> command, Path input) throws Exception {
        Path output = directory.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
