package io.hecd.admin.stats;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as the column `addr` writes them: "10.0.0.1:80", "[::1]:80", "unix" (management 9.1). */
public final class Addresses {
    private Addresses() {}

    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) return "unix";
        if (inet.isUnresolved()) return inet.getHostString() + ":" + inet.getPort();
        String host = inet.getAddress().getHostAddress();
        boolean v6 = inet.getAddress() instanceof Inet6Address;
        int zone = host.indexOf('%');
        if (zone >= 0) host = host.substring(0, zone);
        return (v6 ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
