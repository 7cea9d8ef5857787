package io.hecd.admin.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Site;
import io.hecd.scenario.kit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that were written for HAProxy's socket talk to hecd's. */
class RealClientsTest {
    private static final String CONFIGURATION = """
            global
              stats socket @DIR@/hecd.sock level admin
              stats timeout 10s
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            frontend fe
              bind ${fe}
              default_backend app
            backend app
              server s1 ${s1} check inter 100ms
              server s2 ${s2} check inter 100ms fall 1
            """;

    private static final Site SITE = new Site();

    @BeforeAll
    static void start() {
        SITE.origin("s1");
        SITE.origin("s2");
        SITE.run(CONFIGURATION);
        Eventually.eventually(
                () -> assertThat(SITE.ask("show servers state app")).contains(" s2 127.0.0.1 2 0 1 1 "));
    }

    @AfterAll
    static void stop() {
        SITE.close();
    }

    private static String socket() {
        return SITE.path("hecd.sock").toString();
    }

    /** A program's exit code and all that it printed. */
    private record Ran(int code, String printed) {
        static Ran run(String... words) throws IOException, InterruptedException {
            Path out = SITE.file("out.txt", "");
            Process process;
            try {
                process = new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
            } catch (IOException e) {
                throw new AssertionError(words[0] + " is not installed: see bin/test", e);
            }
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        List.of(words) + " does not end: " + Files.readString(out, StandardCharsets.ISO_8859_1));
            }
            return new Ran(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void socat_runs_a_runbook() throws Exception {
        SITE.file("runbook", "set weight app/s1 50%; get weight app/s1; set weight app/s1 100%\n");
        Ran ran = Ran.run("sh", "-c", "socat stdio unix-connect:" + socket() + " < " + SITE.path("runbook"));
        assertThat(ran.printed).isEqualTo("\n0 (initial 1)\n\n\n");
        assertThat(ran.code).isZero();
    }

    @Test
    void hatop_shows_version_and_servers_in_a_terminal() throws Exception {
        String hatop = "stty rows 40 cols 140; timeout --foreground -k 1 4 hatop -s " + socket() + " -i 1";
        Ran ran = Ran.run("script", "-qec", "env TERM=xterm sh -c '" + hatop + "'", "/dev/null");
        assertThat(ran.printed)
                .contains("HAProxy Version: 2.6.12")
                .contains("s1")
                .contains("s2")
                .contains("FRONTEND");
    }

    @Test
    void check_haproxy_stats_is_content_when_all_is_up_and_names_what_is_not() throws Exception {
        String program = "/usr/lib/nagios/plugins/check_haproxy_stats";
        Ran up = Ran.run("perl", program, "-s", socket());
        assertThat(up.code).as(up.printed).isZero();
        SITE.origin("s2").refuse();
        try {
            Eventually.eventually(() -> assertThat(SITE.ask("show stat")).containsPattern("app,s2,.*,DOWN,"));
            Ran down = Ran.run("perl", program, "-s", socket());
            assertThat(down.code).as(down.printed).isEqualTo(2);
            assertThat(down.printed).contains("s2");
        } finally {
            SITE.origin("s2").accept();
            Eventually.eventually(() -> assertThat(SITE.ask("show stat")).containsPattern("app,s2,.*,UP,"));
        }
    }

    @Test
    void prometheus_haproxy_exporter_reads_the_socket() throws Exception {
        SITE.fill("${exporter}");
        int port = SITE.address("exporter").getPort();
        Process exporter;
        try {
            exporter = new ProcessBuilder(
                            "prometheus-haproxy-exporter",
                            "--haproxy.scrape-uri=unix:" + socket(),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(SITE.path("exporter.txt").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("prometheus-haproxy-exporter is not installed: see bin/test", e);
        }
        try {
            Eventually.eventually(() -> assertThat(page("http://127.0.0.1:" + port + "/metrics"))
                    .contains("haproxy_up 1")
                    .contains("haproxy_server_up{backend=\"app\",server=\"s1\"} 1")
                    .contains("haproxy_exporter_csv_parse_failures_total 0"));
        } finally {
            exporter.destroy();
        }
    }

    private static String page(String uri) {
        try (var in = URI.create(uri).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** What the Ansible module community.general.haproxy sends, and what it looks for in the answers. */
    @Test
    void ansible_drains_and_enables_a_server() {
        assertThat(SITE.ask("show info")).containsPattern("(?m)^Version: 2\\.6");
        assertThat(SITE.ask("get weight app/s2; disable server app/s2")).isEqualTo("1 (initial 1)\n\n\n");
        assertThat(column("s2", "status")).isEqualTo("MAINT");
        SITE.ask("set weight app/s2 1; enable server app/s2");
        Eventually.eventually(() -> assertThat(column("s2", "status")).isEqualTo("UP"));
        SITE.ask("set server app/s2 state drain");
        assertThat(column("s2", "status")).isEqualTo("DRAIN");
        assertThat(column("s2", "scur")).isEqualTo("0");
        SITE.ask("set server app/s2 state ready");
        Eventually.eventually(() -> assertThat(column("s2", "status")).isEqualTo("UP"));
    }

    private static String column(String server, String name) {
        List<String> lines =
                SITE.ask("show stat").replaceFirst("^# ", "").lines().toList();
        int at = List.of(lines.get(0).split(",", -1)).indexOf(name);
        for (String line : lines) if (line.startsWith("app," + server + ",")) return line.split(",", -1)[at];
        return "";
    }
}
