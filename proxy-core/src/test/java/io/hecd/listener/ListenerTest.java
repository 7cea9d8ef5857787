package io.hecd.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.BindConfig;
import io.hecd.net.Transport;
import io.hecd.proxy.Frontend;
import io.hecd.runtime.LoadBalancer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The moment between binding an address and letting clients in. */
class ListenerTest {
    private static final String TEXT = """
            listen px
              mode http
              bind 127.0.0.1:0
              timeout client 5s
              timeout connect 5s
              timeout server 5s
              server s1 127.0.0.1:9
            """;

    @Test
    void nobody_is_let_in_until_everything_is_in_its_place() throws Exception {
        try (LoadBalancer balancer =
                LoadBalancer.builder().configuration(TEXT).threads(1).start()) {
            Frontend frontend = balancer.frontend("px").orElseThrow();
            BindConfig bind = balancer.configuration().proxies().get(0).binds().get(0);
            Gates gates = new Gates();
            Gate gate = new Gate(frontend, balancer.occupancy());
            gates.add(gate);
            Transport transport = Transport.choose(System.getProperty("hecd.transport", ""));
            Listener listener =
                    Listener.open(bind.addresses().get(0), bind, 0, balancer.workers(), transport, gates, gate);
            EventLoop loop = balancer.workers().get(0).loop();
            try (Socket client = new Socket()) {
                client.connect((InetSocketAddress) listener.bound());
                gates.reopen();
                settle(loop);
                assertThat(frontend.connections().get())
                        .as("waits in the kernel")
                        .isZero();

                listener.accept();
                settle(loop);
                assertThat(frontend.connections().get()).as("is let in").isEqualTo(1);
            } finally {
                listener.close();
            }
        }
    }

    /** Each turn of the loop looks at its sockets. */
    private static void settle(EventLoop loop) {
        for (int turn = 0; turn < 20; turn++) loop.submit(() -> {}).syncUninterruptibly();
    }
}
