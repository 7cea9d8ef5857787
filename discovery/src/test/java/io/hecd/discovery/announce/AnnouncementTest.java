package io.hecd.discovery.announce;

import static io.hecd.scenario.kit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.kit.Etcd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private static final String KEY = "/app/servers/shop-1";
    private static final String VALUE = "10.0.0.7:8080 weight 20";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Etcd etcd = Etcd.start();

    @AfterEach
    void end() {
        etcd.close();
    }

    private Announcement.Wish wish(int seconds) {
        return Announcement.of(KEY, VALUE).at(etcd.url()).ttl(Duration.ofSeconds(seconds));
    }

    private String value() {
        return etcd.etcdctl("get", "--print-value-only", KEY);
    }

    /** Time enough for a key that lives two seconds to end, if nobody keeps it. */
    private void twoSecondsPass() {
        String lease = etcd.etcdctl("lease", "grant", "2").split(" ")[1];
        etcd.etcdctl("put", "/brief", "x", "--lease=" + lease);
        eventually(() -> assertThat(etcd.etcdctl("get", "/brief")).isEmpty());
    }

    @Test
    void a_service_is_there_as_long_as_it_is_open_and_its_key_is_written_once() {
        try (Announcement here = wish(2).start()) {
            assertThat(here.await(PATIENCE)).isTrue();
            assertThat(value()).isEqualTo(VALUE);
            long revision = etcd.revision();
            twoSecondsPass();
            twoSecondsPass();
            assertThat(value()).isEqualTo(VALUE);
            // Writing and ending the two brief keys, and nothing else.
            assertThat(etcd.revision()).isEqualTo(revision + 4);
            assertThat(here.trouble()).isEmpty();
        }
        assertThat(value()).isEmpty();
        assertThat(etcd.etcdctl("lease", "list")).isEqualTo("found 0 leases");
    }

    @Test
    void an_etcd_that_comes_later_is_waited_for() {
        etcd.kill();
        try (Announcement here = wish(60).start()) {
            eventually(() -> assertThat(here.trouble()).isPresent());
            etcd.restart();
            assertThat(here.await(PATIENCE)).isTrue();
            assertThat(value()).isEqualTo(VALUE);
        }
    }

    @Test
    void a_lost_lease_is_taken_anew() {
        try (Announcement here = wish(2).start()) {
            assertThat(here.await(PATIENCE)).isTrue();
            etcd.revokeAll();
            eventually(() -> assertThat(value()).isEqualTo(VALUE));
            eventually(() -> assertThat(here.trouble()).isEmpty());
        }
        assertThat(value()).isEmpty();
    }

    @Test
    void an_outage_longer_than_its_life_is_survived() {
        try (Announcement here = wish(2).start()) {
            assertThat(here.await(PATIENCE)).isTrue();
            etcd.kill();
            eventually(() -> assertThat(here.trouble()).isPresent());
            etcd.restart();
            eventually(() -> assertThat(here.trouble()).isEmpty());
            twoSecondsPass();
            assertThat(value()).isEqualTo(VALUE);
        }
        assertThat(value()).isEmpty();
    }

    @Test
    void an_operator_who_takes_it_out_has_the_last_word() {
        try (Announcement here = wish(2).start()) {
            assertThat(here.await(PATIENCE)).isTrue();
            etcd.delete(KEY);
            twoSecondsPass();
            twoSecondsPass();
            assertThat(value()).isEmpty();
        }
    }

    @Test
    void a_successor_of_the_same_name_is_not_withdrawn_with_its_predecessor() {
        Announcement old = wish(60).start();
        assertThat(old.await(PATIENCE)).isTrue();
        try (Announcement fresh =
                Announcement.of(KEY, "10.0.0.8:8080").at(etcd.url()).start()) {
            assertThat(fresh.await(PATIENCE)).isTrue();
            old.close();
            assertThat(value()).isEqualTo("10.0.0.8:8080");
        }
    }

    @Test
    void the_end_of_the_jvm_withdraws_it() throws Exception {
        Process service = service();
        eventually(() -> assertThat(value()).isEqualTo(VALUE));
        service.destroy();
        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(value()).isEmpty();
    }

    @Test
    void a_killed_jvm_is_forgotten_when_its_time_is_up() throws Exception {
        Process service = service();
        eventually(() -> assertThat(value()).isEqualTo(VALUE));
        service.destroyForcibly();
        assertThat(service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        eventually(() -> assertThat(value()).isEmpty());
    }

    @Test
    void what_hecd_would_leave_out_is_refused_at_once() {
        for (String value : new String[] {"", "10.0.0.7", "10.0.0.7:8080 sni x", "a b:80\nx"})
            assertThatThrownBy(() -> Announcement.of(KEY, value).start())
                    .as(value)
                    .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Announcement.of("shop-1", VALUE).start()).hasMessageContaining("DIRECTORY/NAME");
        assertThatThrownBy(() -> Announcement.of(KEY, VALUE).at("etcd:2379")).hasMessageContaining("http://HOST:PORT");
        assertThatThrownBy(() -> wish(0)).hasMessageContaining("at least a second");
    }

    private Process service() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        etcd.url())
                .inheritIO()
                .start();
    }

    /** A service in a process of its own, which does not end by itself. */
    static final class Service {
        private Service() {}

        public static void main(String[] words) throws InterruptedException {
            Announcement here = Announcement.of(KEY, VALUE)
                    .at(words[0])
                    .ttl(Duration.ofSeconds(3))
                    .start();
            Thread.currentThread().join();
            here.close();
        }
    }
}
