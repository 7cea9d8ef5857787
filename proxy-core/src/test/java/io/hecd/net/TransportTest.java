package io.hecd.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data plane takes for granted of its channels. */
final class TransportTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "nio"})
    void a_channel_is_born_without_delay(String wish) {
        var channel = Transport.choose(wish).dialing(new InetSocketAddress(0));
        assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        channel.unsafe().closeForcibly();
    }
}
