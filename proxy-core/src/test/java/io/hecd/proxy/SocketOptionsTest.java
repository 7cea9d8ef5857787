package io.hecd.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.scenario.kit.Eventually;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Words that become options of sockets: looked at on the sockets of an exchange that is under way. */
@ExtendWith(ScenarioKit.class)
class SocketOptionsTest {
    private static final String PLAIN = """
            listen px
              mode http
              timeout connect 2s
              timeout client 5s
              timeout server 5s
              bind ${px}
            """;

    @Test
    void nolinger_is_for_both_sides(Scenario s) {
        under(s, PLAIN + "  option nolinger\n  server s1 ${s1}\n", (client, server) -> {
            assertThat(client.config().getOption(ChannelOption.SO_LINGER)).isZero();
            assertThat(server.config().getOption(ChannelOption.SO_LINGER)).isZero();
        });
    }

    @Test
    void without_nolinger_the_kernel_lingers_as_it_likes(Scenario s) {
        under(s, PLAIN + "  server s1 ${s1}\n", (client, server) -> {
            assertThat(client.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(-1);
            assertThat(server.config().getOption(ChannelOption.SO_LINGER)).isEqualTo(-1);
        });
    }

    @Test
    void source_is_where_the_connection_comes_from(Scenario s) {
        under(s, PLAIN + "  server s1 ${s1} source 127.0.0.7\n", (client, server) -> {
            InetSocketAddress local = (InetSocketAddress) server.localAddress();
            assertThat(local.getAddress().getHostAddress()).isEqualTo("127.0.0.7");
        });
    }

    @Test
    void tcp_ut_is_the_user_timeout_of_the_server_socket(Scenario s) {
        under(s, PLAIN + "  server s1 ${s1} tcp-ut 7s\n", (client, server) -> {
            if (server instanceof EpollSocketChannel)
                assertThat(server.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                        .isEqualTo(7000);
        });
    }

    private static void under(Scenario s, String configuration, BiConsumer<Channel, Channel> look) {
        s.origin("s1").stall();
        s.proxy(configuration);
        try (var client = s.client().open()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Eventually.eventually(() -> assertThat(s.origin("s1").requests()).hasSize(1));
            for (Worker worker : s.loadBalancer().workers())
                worker.loop()
                        .submit(() -> {
                            for (Session session : worker.sessions()) {
                                Exchange exchange = java.util.Objects.requireNonNull(session.exchange());
                                ServerConnection server = java.util.Objects.requireNonNull(exchange.connection);
                                look.accept(session.wire.channel(), server.wire.channel());
                            }
                        })
                        .syncUninterruptibly();
            assertThat(s.loadBalancer().occupancy().exchanges().get()).isEqualTo(1);
            s.origin("s1").refuse();
            assertThat(client.answer().status()).isEqualTo(502);
        }
    }
}
