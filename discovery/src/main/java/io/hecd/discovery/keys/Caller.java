package io.hecd.discovery.keys;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Who asks, and how it reached us. */
record Caller(InetAddress address, InetSocketAddress reached, boolean tls) {
    /** As clients write it, for lists of members. */
    String url() {
        String host = reached.getAddress().getHostAddress();
        return scheme() + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + reached.getPort();
    }

    String scheme() {
        return tls ? "https" : "http";
    }

    /** Whom a limit is for: an IPv4 address, or a network of 64 bits, all of which one IPv6 host may have. */
    String party() {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 8)));
    }
}
