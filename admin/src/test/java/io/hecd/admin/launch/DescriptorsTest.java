package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Answer;
import io.hecd.scenario.kit.Client;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Ports;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real program with few descriptors, or with none left: it goes on with what it has, and with more when there is more. */
@Tag("process")
@ExtendWith(ScenarioKit.class)
class DescriptorsTest {
    private static final int FEW = 80;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    private Path directory;

    private final int port = Ports.free();
    private Origin origin;

    @BeforeEach
    void configure(Scenario s) throws IOException {
        origin = s.origin("s1");
        Files.writeString(directory.resolve("a.cfg"), """
                global
                  nbthread 1
                  log 127.0.0.1:%d local0
                defaults
                  mode http
                  log global
                  option httplog
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                  timeout check 20s
                listen px
                  bind 127.0.0.1:%d
                  option httpchk GET /check
                  server s1 %s check inter 100ms
                """.formatted(s.log().port(), port, origin));
    }

    @Test
    void more_clients_than_descriptors_take_them_neither_from_checks_nor_from_each_other() throws IOException {
        List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=" + FEW + ":" + FEW));
        command.addAll(Launched.hecdCommand("-f", "a.cfg"));
        try (Launched hecd = Launched.start(directory, Map.of(), command)) {
            hecd.listensOn(port);
            List<Conversation> clients = new ArrayList<>();
            for (int i = 0; i < FEW; i++) clients.add(connect());
            for (Conversation client : clients.subList(0, 5))
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            Conversation outside = clients.remove(FEW - 1).send(GET);
            checksGoOn(hecd);
            assertThat(outside.peek()).isEmpty();
            clients.forEach(Conversation::close);
            assertThat(outside.answer().status()).isEqualTo(200);
            outside.close();
            assertThat(hecd.err()).doesNotContain("DOWN").doesNotContain("cannot accept");
        }
    }

    @Test
    void without_a_descriptor_left_it_waits_until_there_are_some_again(Scenario s) throws IOException {
        try (Launched hecd = Launched.hecd(directory, "-f", "a.cfg")) {
            hecd.listensOn(port);
            Conversation inside = connect();
            assertThat(inside.send(GET).answer().status()).isEqualTo(200);
            limit(hecd, "3:");
            Conversation outside = connect().send(GET);
            hecd.eventually("says that it cannot accept", () -> hecd.err().contains("cannot accept"));
            Answer without = inside.send(GET).answer();
            assertThat(without.status()).isEqualTo(503);
            assertThat(without.header("x-hecd-reason")).startsWith("resources");
            limit(hecd, "1024:");
            Answer with = outside.answer();
            assertThat(with.status()).as(with + hecd.err()).isEqualTo(200);
            inside.close();
            outside.close();
            checksGoOn(hecd);
            assertThat(hecd.err()).doesNotContain("DOWN").containsOnlyOnce("cannot accept");
            s.log().containing(" RC-- ");
        }
    }

    private Conversation connect() {
        return new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).open();
    }

    private void limit(Launched hecd, String soft) {
        Launched prlimit = Launched.start(
                directory, Map.of(), List.of("prlimit", "--pid", Long.toString(hecd.pid()), "--nofile=" + soft));
        assertThat(prlimit.exitCode()).as(prlimit.err()).isZero();
    }

    private void checksGoOn(Launched hecd) {
        int now = origin.requests().size();
        hecd.eventually("checks its server", () -> origin.requests().size() > now + 5);
    }
}
