package io.hecd.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.backend.ServerCounter;
import io.hecd.scenario.kit.Conversation;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The configuration of the article that this stack comes from, in its old dialect, with `server` lines for its loop. */
@ExtendWith(ScenarioKit.class)
class BalanceScenarioTest {
    private static final String SEED = """
            global
              log ${log} local3
              maxconn 5000
            defaults
              log 127.0.0.1 local3
              mode http
              option dontlognull
              retries 3
              option redispatch
              maxconn 2000
              contimeout 5000
              clitimeout 50000
              srvtimeout 50000
            listen frontend
              bind ${frontend}
              mode http
              balance roundrobin
              maxconn 2000
              option forwardfor
              server s1 ${s1} check inter 5000 fall 1 rise 2
              server s2 ${s2} check inter 5000 fall 1 rise 2
              server s3 ${s3} check inter 5000 fall 1 rise 2
              server s4 ${s4} check inter 5000 fall 1 rise 2
            """;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void ten_thousand_requests_are_2500_for_each_of_four_servers(Scenario s) throws InterruptedException {
        for (int i = 1; i <= 4; i++) s.origin("s" + i);
        s.with(builder -> builder.threads(1));
        s.proxy(SEED);
        AtomicInteger good = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread client = new Thread(() -> {
                try (Conversation conversation = s.client().open()) {
                    for (int n = 0; n < 1250; n++)
                        if (conversation.send(GET).answer().status() == 200) good.incrementAndGet();
                }
            });
            clients.add(client);
            client.start();
        }
        for (Thread client : clients) client.join();
        assertThat(good.get()).isEqualTo(10_000);
        for (int i = 1; i <= 4; i++)
            assertThat(s.server("frontend", "s" + i).counters().sum(ServerCounter.TOTAL))
                    .isEqualTo(2500);
    }
}
