package io.hecd.scenario;

import static io.hecd.scenario.kit.Client.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hecd.runtime.LoadBalancer;
import io.hecd.scenario.kit.Scenario;
import io.hecd.scenario.kit.ScenarioKit;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ways to the kernel: each carries HTTP and TCP, and one is chosen by name. */
@ExtendWith(ScenarioKit.class)
class TransportTest {
    private static final String BOTH = """
            defaults
              timeout connect 2s
              timeout client 5s
              timeout server 5s
            listen web
              mode http
              bind ${web}
              server s1 ${s1}
            listen raw
              mode tcp
              bind ${raw}
              server s1 ${s1}
            """;

    private static final String PROPERTY = "hecd.transport";

    @Test
    void nio_carries_http_and_tcp(Scenario s) {
        carries(s, "nio", NioIoHandle.class);
    }

    @Test
    void needs_io_uring_in_the_kernel__it_carries_http_and_tcp(Scenario s) {
        assumeTrue(IoUring.isAvailable(), "needs io_uring");
        carries(s, "io_uring", IoUringIoHandle.class);
        s.client("web").get("/", times(3)).answers("s1", "s1", "s1");
    }

    @Test
    void the_best_is_epoll_where_there_is_one(Scenario s) {
        carries(s, "", Epoll.isAvailable() ? EpollIoHandle.class : NioIoHandle.class);
    }

    @Test
    void a_system_property_chooses_too(Scenario s) {
        String before = System.getProperty(PROPERTY);
        System.setProperty(PROPERTY, "nio");
        try {
            s.origin("s1");
            s.proxy(BOTH);
        } finally {
            if (before == null) System.clearProperty(PROPERTY);
            else System.setProperty(PROPERTY, before);
        }
        assertThat(runsOn(s, NioIoHandle.class)).isTrue();
    }

    @Test
    void another_name_is_refused_with_those_that_are_known() {
        assertThatThrownBy(() -> LoadBalancer.builder().transport("poll").start())
                .hasMessage("unknown transport 'poll': epoll, io_uring or nio");
    }

    private static void carries(Scenario s, String transport, Class<? extends IoHandle> handle) {
        s.origin("s1");
        s.with(builder -> builder.transport(transport));
        s.proxy(BOTH);
        assertThat(runsOn(s, handle)).isTrue();
        assertThat(s.client("web").get("/").body()).isEqualTo("s1");
        assertThat(s.client("raw").get("/").body()).isEqualTo("s1");
    }

    private static boolean runsOn(Scenario s, Class<? extends IoHandle> handle) {
        return s.loadBalancer().workers().get(0).loop() instanceof IoEventLoop loop && loop.isCompatible(handle);
    }
}
