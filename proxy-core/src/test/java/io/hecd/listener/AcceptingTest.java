package io.hecd.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.runtime.LoadBalancer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accepting, many at a time. */
final class AcceptingTest {
    private static final int WAITING = 10;

    @ParameterizedTest
    @ValueSource(strings = {"", "nio"})
    void of_many_that_wait_no_more_are_accepted_than_maxconn_allows(String transport) throws Exception {
        List<Socket> clients = new ArrayList<>();
        try (LoadBalancer hecd = LoadBalancer.builder()
                .configuration("""
                        frontend front
                          mode http
                          maxconn 2
                          bind 127.0.0.1:0
                          timeout client 30s
                          monitor-uri /alive
                        """)
                .transport(transport)
                .threads(1)
                .start()) {
            // The loop stands still until all of them are in the kernel's queue, so that it finds them together.
            CountDownLatch connected = new CountDownLatch(1);
            hecd.workers().get(0).loop().execute(() -> {
                try {
                    connected.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            int port = ((InetSocketAddress) hecd.addresses().get(0)).getPort();
            for (int i = 0; i < WAITING; i++) clients.add(new Socket(InetAddress.getLoopbackAddress(), port));
            connected.countDown();
            int most = 0;
            for (Socket client : clients) {
                client.getOutputStream()
                        .write("GET /alive HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(client.getInputStream().read()).isEqualTo('H');
                most = Math.max(
                        most, hecd.frontend("front").orElseThrow().connections().get());
                client.close();
            }
            assertThat(most).isEqualTo(2);
        } finally {
            for (Socket client : clients) client.close();
        }
    }
}
