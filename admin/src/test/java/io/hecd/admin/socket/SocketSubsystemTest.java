package io.hecd.admin.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.admin.kit.Operator;
import io.hecd.admin.kit.Site;
import io.hecd.config.text.Problems;
import io.hecd.scenario.kit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** `stats socket` lines: where they listen, who may connect, and what a reload leaves of them. */
class SocketSubsystemTest {
    private static final String REST = """

            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            frontend fe
              bind ${fe}
              default_backend app
            backend app
              server s1 127.0.0.1:9 weight 10
            """;

    private final Site site = new Site();

    @AfterEach
    void close() {
        site.close();
    }

    private static String global(String... lines) {
        return "global\n  " + String.join("\n  ", lines) + REST;
    }

    private static String mode(Path socket) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(socket));
    }

    @Test
    void only_the_owner_may_connect_unless_a_mode_says_otherwise() throws IOException {
        site.run(global("stats socket @DIR@/hecd.sock", "stats socket @DIR@/open.sock mode 666"));
        assertThat(mode(site.path("hecd.sock"))).isEqualTo("rw-------");
        assertThat(mode(site.path("open.sock"))).isEqualTo("rw-rw-rw-");
    }

    @Test
    void a_socket_listens_on_tcp_as_well() {
        site.run(global("stats socket ${admin} level admin"));
        assertThat(Operator.ask(site.address("admin"), "show cli level")).isEqualTo("admin\n\n");
    }

    @Test
    void without_a_level_it_is_for_operators() {
        site.run(global("stats socket @DIR@/hecd.sock"));
        assertThat(site.ask("show cli level")).isEqualTo("operator\n\n");
    }

    @Test
    void the_socket_of_an_earlier_process_is_replaced_and_no_other_file() throws IOException {
        site.run(global("stats socket @DIR@/hecd.sock"));
        Problems first = site.balancer().reload(site.fill(global("stats socket @DIR@/file.txt")));
        assertThat(first.hasErrors()).isFalse();
        site.file("mine.txt", "kept");
        Problems problems = site.balancer().reload(site.fill(global("stats socket @DIR@/mine.txt")));
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.list().get(0).message()).contains("a file that is no socket stands there");
        assertThat(Files.readString(site.path("mine.txt"))).isEqualTo("kept");
        assertThat(Operator.ask(site.path("file.txt"), "show cli level"))
                .as("goes on")
                .isEqualTo("operator\n\n");
    }

    @Test
    void whoever_talks_goes_on_over_a_reload_that_keeps_the_line() {
        String text = global("stats socket @DIR@/hecd.sock level admin");
        site.run(text);
        try (Operator operator = Operator.at(site.path("hecd.sock"))) {
            operator.send("prompt\n").until("> ");
            Problems problems = site.balancer().reload(site.fill(text.replace("weight 10", "weight 20")));
            assertThat(problems.hasErrors()).isFalse();
            assertThat(operator.send("get weight app/s1\n").until("> ")).isEqualTo("20 (initial 20)\n\n> ");
        }
    }

    @Test
    void a_line_that_leaves_takes_its_file_along() {
        site.run(global("stats socket @DIR@/hecd.sock", "stats socket @DIR@/other.sock"));
        site.balancer().reload(site.fill(global("stats socket @DIR@/hecd.sock")));
        assertThat(site.path("other.sock")).doesNotExist();
        assertThat(site.ask("show cli sockets"))
                .isEqualTo(site.fill("# socket lvl processes\nunix@@DIR@/hecd.sock operator all\n\n"));
    }

    @Test
    void other_words_on_a_line_make_another_socket_at_the_same_place() {
        site.run(global("stats socket @DIR@/hecd.sock level user"));
        site.balancer().reload(site.fill(global("stats socket @DIR@/hecd.sock level admin")));
        assertThat(site.ask("show cli level")).isEqualTo("admin\n\n");
    }

    @Test
    void the_file_goes_with_the_process_but_not_that_of_a_successor() throws IOException {
        site.run(global("stats socket @DIR@/hecd.sock"));
        try (Site successor = new Site()) {
            successor.run(global("stats socket " + site.path("hecd.sock") + " level admin"));
            site.balancer().stop();
            assertThat(site.ask("show cli level")).isEqualTo("admin\n\n");
        }
        assertThat(site.path("hecd.sock")).doesNotExist();
    }

    @Test
    void more_than_maxconn_wait_until_somebody_leaves() {
        site.run(global("stats socket @DIR@/hecd.sock", "stats maxconn 2"));
        List<Operator> inside = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Operator operator = Operator.at(site.path("hecd.sock"));
            operator.send("prompt\n").until("> ");
            inside.add(operator);
        }
        try (Operator waiting = Operator.at(site.path("hecd.sock")).send("show cli level\n")) {
            inside.get(0).close();
            assertThat(waiting.toEnd()).isEqualTo("operator\n\n");
        }
        inside.get(1).close();
    }

    @Test
    void it_answers_while_all_workers_are_busy() throws InterruptedException {
        site.run(global("stats socket @DIR@/hecd.sock level admin"));
        CountDownLatch busy = new CountDownLatch(1);
        try {
            for (var worker : site.balancer().workers())
                worker.loop().execute(() -> {
                    try {
                        busy.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            assertThat(site.ask("get weight app/s1")).isEqualTo("10 (initial 10)\n\n");
            assertThat(site.ask("show servers state app"))
                    .contains("3 app 1 s1")
                    .endsWith("\n\n");
        } finally {
            busy.countDown();
        }
    }

    @Test
    void a_paused_frontend_refuses_and_comes_back_at_the_same_address() {
        site.run(global("stats socket @DIR@/hecd.sock level admin"));
        assertThat(connects()).isTrue();
        site.ask("disable frontend fe");
        Eventually.eventually(() -> assertThat(connects()).isFalse());
        site.balancer().reload(site.fill(global("stats socket @DIR@/hecd.sock level admin", "maxconn 100")));
        assertThat(connects()).as("a reload does not bring it back").isFalse();
        site.ask("enable frontend fe");
        assertThat(connects()).isTrue();
        site.ask("shutdown frontend fe");
        Eventually.eventually(() -> assertThat(connects()).isFalse());
        site.balancer().reload(site.fill(global("stats socket @DIR@/hecd.sock level admin")));
        assertThat(connects()).as("a reload does").isTrue();
    }

    private boolean connects() {
        try (var socket = new java.net.Socket()) {
            socket.connect(site.address("fe"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
