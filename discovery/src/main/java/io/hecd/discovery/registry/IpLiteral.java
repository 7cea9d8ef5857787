package io.hecd.discovery.registry;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** IP addresses that are written as such: never a question to a name server. */
public final class IpLiteral {
    private IpLiteral() {}

    /** IPv4 with four numbers, or IPv6 without brackets and zone. */
    public static Optional<InetAddress> parse(String text) {
        if (text.indexOf('%') >= 0) return Optional.empty();
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text));
    }
}
