package io.hecd.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.model.BindConfig;
import io.hecd.net.Transport;
import io.hecd.proxy.Frontend;
import io.hecd.runtime.LoadBalancer;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            Listener listener = Listener.open(
                    bind.addresses().get(0),
                    bind,
                    io.hecd.config.model.Settings.NONE,
                    balancer.workers(),
                    transport,
                    gates,
                    gate);
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

    /** Manual 5.1, interface. */
    @Test
    void an_interface_that_is_not_there_is_refused_by_name() {
        LoadBalancer.Builder builder = LoadBalancer.builder()
                .configuration(TEXT.replace(":0", ":0 interface hecd-none"))
                .threads(1);
        assertThatThrownBy(() -> builder.start().close())
                .hasMessageContaining("interface 'hecd-none'")
                .hasMessageContaining("No such device");
    }

    @Test
    void the_loopback_interface_lets_in_who_comes_by_it() throws Exception {
        try (LoadBalancer balancer = LoadBalancer.builder()
                        .configuration(TEXT.replace(":0", ":0 interface lo"))
                        .threads(1)
                        .start();
                Socket client = new Socket()) {
            client.connect((InetSocketAddress) balancer.addresses().get(0));
            assertThat(client.isConnected()).isTrue();
        }
    }

    /** Manual 5.1, v6only and v4v6. */
    @ParameterizedTest
    @CsvSource({"'',true", "v4v6,true", "v6only,false", "v4v6 v6only,false"})
    void an_address_of_ipv6_takes_ipv4_unless_told_otherwise(String words, boolean both) throws Exception {
        String text = TEXT.replace("127.0.0.1:0", ":::0 " + words);
        try (LoadBalancer balancer =
                        LoadBalancer.builder().configuration(text).threads(1).start();
                Socket four = new Socket();
                Socket six = new Socket()) {
            int port = ((InetSocketAddress) balancer.addresses().get(0)).getPort();
            six.connect(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), port));
            InetSocketAddress v4 = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
            if (both) four.connect(v4);
            else assertThatThrownBy(() -> four.connect(v4)).isInstanceOf(ConnectException.class);
        }
    }

    /** Each turn of the loop looks at its sockets. */
    private static void settle(EventLoop loop) {
        for (int turn = 0; turn < 20; turn++) loop.submit(() -> {}).syncUninterruptibly();
    }
}
