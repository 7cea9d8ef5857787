package io.hecd.discovery.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerValueTest {
    private static ServerConfig read(String value) throws ServerValue.Refused {
        return ServerValue.read("/app/servers/web1", "web1", value, Settings.NONE);
    }

    @Test
    void an_address_is_enough() throws Exception {
        ServerConfig server = read("192.168.1.22:49156");
        assertThat(server.name()).isEqualTo("web1");
        assertThat(server.address()).hasToString("192.168.1.22:49156");
        assertThat(server.at()).isEqualTo(Position.NONE);
    }

    @Test
    void words_follow_as_on_a_server_line() throws Exception {
        ServerConfig server = read(" 10.0.0.1:80  weight 20 backup maxconn 7\n");
        assertThat(server.settings().get(ServerSettings.WEIGHT)).isEqualTo(20);
        assertThat(server.settings().get(ServerSettings.BACKUP)).isTrue();
        assertThat(server.settings().get(ServerSettings.MAXCONN)).isEqualTo(7);
    }

    @Test
    void a_json_object_says_the_same() throws Exception {
        ServerConfig server =
                read("{\"addr\":\"[::1]:80\",\"weight\":20,\"backup\":true,\"disabled\":false,\"color\":{\"a\":1}}");
        assertThat(server.address()).hasToString("[::1]:80");
        assertThat(server.settings().get(ServerSettings.WEIGHT)).isEqualTo(20);
        assertThat(server.settings().get(ServerSettings.BACKUP)).isTrue();
        assertThat(server.settings().get(ServerSettings.DISABLED)).isFalse();
    }

    @Test
    void what_the_line_says_is_inherited() throws Exception {
        Settings line = Settings.builder()
                .set(ServerSettings.CHECK, true, Position.NONE)
                .set(ServerSettings.WEIGHT, 5, Position.NONE)
                .build();
        Settings settings =
                ServerValue.read("/k", "k", "10.0.0.1:80 weight 9", line).settings();
        assertThat(settings.get(ServerSettings.CHECK)).isTrue();
        assertThat(settings.get(ServerSettings.WEIGHT)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0.1",
                "10.0.0.1:0",
                "10.0.0.1:65536",
                "10.0.0.1:+5",
                ":80",
                "*:80",
                "unix@/run/docker.sock",
                "/run/docker.sock",
                "fd@3",
                "10.0.0.1:80 weight 257",
                "10.0.0.1:80 weight",
                "10.0.0.1:80 source 10.0.0.2",
                "10.0.0.1:80 on-marked-down shutdown-sessions",
                "10.0.0.1:80\n  server evil 10.6.6.6:80",
                "10.0.0.1:80\tweight 3",
                "${HOME}:80",
                "\"10.0.0.1\":80",
                "10.0.0.1:80 # note",
                "a b:80",
                "-host:80",
                "{\"addr\":\"10.0.0.1:80\"",
                "{\"addr\":\"10.0.0.1:80\"} {}",
                "{\"addr\":7}",
                "{\"weight\":7}",
                "{\"addr\":\"10.0.0.1:80\",\"weight\":[1]}",
                "{\"addr\":\"10.0.0.1:80 backup\"}",
                "[1]"
            })
    void a_bad_value_is_refused(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(ServerValue.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "<script>", "a\nb", "ключ", "a'b"})
    void a_bad_name_is_refused(String name) {
        assertThatThrownBy(() -> ServerValue.read("/k/" + name, name, "10.0.0.1:80", Settings.NONE))
                .isInstanceOf(ServerValue.Refused.class);
    }

    @Test
    void a_name_or_a_value_that_is_too_long_is_refused() throws Exception {
        ServerValue.read("/k", "n".repeat(128), "10.0.0.1:80", Settings.NONE);
        assertThatThrownBy(() -> ServerValue.read("/k", "n".repeat(129), "10.0.0.1:80", Settings.NONE))
                .isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read("10.0.0.1:80" + " backup".repeat(1_000))).isInstanceOf(ServerValue.Refused.class);
    }
}
