package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `register`, `deregister` and `servers` against a hecd that runs, which is asked in the way its file says. */
@Tag("process")
class RegisterTest {
    @TempDir
    private Path directory;

    private final int port = Ports.free();
    private final int keys = Ports.free();
    private Launched hecd;
    private DemoServer shop;

    @BeforeEach
    void start() throws IOException {
        shop = DemoServer.start("shop");
        Files.writeString(directory.resolve("edge.cfg"), """
                registry main
                  store embedded %s
                  http 127.0.0.1:%d
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 5s
                  timeout server 5s
                listen edge
                  bind 127.0.0.1:%d
                  servers-from /app/servers/*
                """.formatted(directory.resolve("store"), keys, port));
        hecd = Launched.hecd(directory, "-f", "edge.cfg");
        hecd.listensOn(port);
    }

    @AfterEach
    void end() {
        hecd.close();
        shop.stop();
    }

    private String says(int code, String line) {
        try (Launched command = Launched.hecd(directory, (line + " -f edge.cfg").split(" "))) {
            assertThat(command.exitCode()).as(command.err()).isEqualTo(code);
            assertThat(command.err().lines().count()).isEqualTo(code);
            return code == 0 ? command.out() : command.err();
        }
    }

    private String answer() {
        try (Launched curl =
                Launched.start(directory, Map.of(), List.of("curl", "-s", "http://127.0.0.1:" + port + "/"))) {
            var unused = curl.exitCode();
            return curl.out();
        }
    }

    @Test
    void what_is_registered_is_balanced_to_and_what_is_deregistered_is_not() {
        String address = "127.0.0.1:" + shop.port();
        assertThat(says(0, "servers")).isEqualTo("no servers below /app/servers/\n");
        assertThat(says(0, "register shop-1 " + address + " --weight 20"))
                .isEqualTo("/app/servers/shop-1 = " + address + " weight 20\n");
        hecd.eventually("is used", () -> answer().equals("hello from shop\n"));
        assertThat(says(0, "servers")).isEqualTo("shop-1  " + address + " weight 20\n");
        assertThat(says(0, "servers --format json"))
                .isEqualTo("{\"servers\":[{\"name\":\"shop-1\",\"value\":\"" + address
                        + " weight 20\",\"key\":\"/app/servers/shop-1\"}]}\n");
        assertThat(says(0, "servers --app /app/others")).isEqualTo("no servers below /app/others/\n");
        assertThat(says(0, "deregister shop-1")).isEqualTo("/app/servers/shop-1 is gone\n");
        assertThat(says(1, "deregister shop-1")).contains("is not there");
    }

    @Test
    void a_server_is_kept_as_long_as_the_command_runs() {
        String address = "127.0.0.1:" + shop.port();
        try (Launched keeping = Launched.hecd(
                directory, "register", "shop-1", address, "--ttl", "60", "--keepalive", "-f", "edge.cfg")) {
            keeping.eventually("is there", () -> keeping.out().contains("until ^C"));
            assertThat(says(0, "servers")).matches("shop-1  " + address + "  \\(\\d\\d s\\)\n");
            keeping.signal("INT");
            assertThat(keeping.exitCode()).isZero();
        }
        assertThat(says(0, "servers")).startsWith("no servers");
    }
}
