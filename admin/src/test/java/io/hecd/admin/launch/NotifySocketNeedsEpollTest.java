package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hecd.scenario.kit.Ports;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service manager hears (sd_notify(3)). */
class NotifySocketNeedsEpollTest {
    @TempDir
    private Path directory;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

    @BeforeEach
    void epoll() {
        assumeTrue(Epoll.isAvailable(), "needs epoll");
    }

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel listen(String path) throws InterruptedException {
        return new Bootstrap()
                .group(group)
                .channel(EpollDomainDatagramChannel.class)
                .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                        heard.add(packet.content().toString(StandardCharsets.UTF_8));
                    }
                })
                .bind(new DomainSocketAddress(path))
                .sync()
                .channel();
    }

    @Test
    void a_path_hears_the_state() throws Exception {
        String path = directory.resolve("notify").toString();
        listen(path);
        NotifySocket.send(path, "READY=1");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    }

    @Test
    void an_at_sign_begins_a_name_in_the_abstract_space() throws Exception {
        String name = "hecd-test-" + ProcessHandle.current().pid();
        listen("\0" + name);
        NotifySocket.send("@" + name, "READY=1");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    }

    @Test
    void nobody_there_is_an_error_that_can_be_told() {
        assertThatThrownBy(() -> NotifySocket.send(directory.resolve("nobody").toString(), "READY=1"))
                .isInstanceOf(IOException.class);
    }

    @Test
    @Tag("process")
    void ws_tells_once_and_only_when_it_listens() throws Exception {
        String path = directory.resolve("notify").toString();
        listen(path);
        int port = Ports.free();
        Files.writeString(
                directory.resolve("a.cfg"),
                "defaults\n  mode http\n  timeout connect 5s\n  timeout client 5s\n  timeout server 5s\n"
                        + "listen px\n  bind 127.0.0.1:" + port + "\n  server s1 127.0.0.1:9\n");
        try (Launched hecd = Launched.hecd(directory, Map.of("NOTIFY_SOCKET", path), "-Ws", "-f", "a.cfg")) {
            assertThat(heard.poll(30, TimeUnit.SECONDS)).as(hecd.err()).isEqualTo("READY=1");
            assertThat(Launched.isListening(port)).isTrue();
            hecd.signal("TERM");
            assertThat(hecd.exitCode()).isZero();
            assertThat(heard).isEmpty();
        }
    }
}
