package io.hecd.admin.command;

import io.hecd.backend.Server;
import io.hecd.discovery.registry.IpLiteral;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** `set server ... addr IP [port N]`: where a server is, from the next connection on. */
final class ServerAddress {
    private static final String BY = " by 'stats socket command'";

    private ServerAddress() {}

    static Answer set(Target target, Request request) throws Refusal {
        String word = request.word(2);
        if (word.isEmpty()) throw new Refusal("set server <b>/<s> addr requires an address and optionally a port.");
        InetAddress ip = IpLiteral.parse(word)
                .orElseThrow(() -> new Refusal("Invalid addr '" + Printable.text(word) + "'" + BY));
        if (!(target.server().address() instanceof InetSocketAddress now))
            throw new Refusal("the server is behind a unix socket" + BY);
        boolean withPort = request.word(3).equals("port");
        int port = withPort ? port(request.word(4)) : now.getPort();
        StringBuilder told = new StringBuilder();
        if (ip.equals(now.getAddress())) told.append("no need to change the addr");
        else
            told.append("IP changed from '")
                    .append(now.getAddress() == null ? "-" : text(now.getAddress()))
                    .append("' to '")
                    .append(text(ip))
                    .append("'");
        if (port < 0) {
            // Half of what was asked for is done, as HAProxy does it.
            move(target, now, new InetSocketAddress(ip, now.getPort()));
            return Answer.warning(
                    told + ", problem converting port '" + Printable.text(request.word(4)) + "' to an int" + BY);
        }
        if (withPort)
            told.append(
                    port == now.getPort()
                            ? ", no need to change the port"
                            : ", port changed from '" + now.getPort() + "' to '" + port + "'");
        InetSocketAddress next = new InetSocketAddress(ip, port);
        move(target, now, next);
        return Answer.warning(told + BY);
    }

    private static void move(Target target, InetSocketAddress now, InetSocketAddress next) {
        if (!next.equals(now)) target.backend().address(target.server(), next, SetServer.CLI);
    }

    /** The IP address that a server has now, `-` when it has none. */
    static String ip(Server server) {
        boolean known = server.address() instanceof InetSocketAddress inet && inet.getAddress() != null;
        return known ? text(((InetSocketAddress) server.address()).getAddress()) : "-";
    }

    static String text(InetAddress ip) {
        return NetUtil.toAddressString(ip);
    }

    /** -1 for what is none. */
    static int port(String word) {
        if (!word.matches("[0-9]{1,5}")) return -1;
        int port = Integer.parseInt(word);
        return port <= 65535 ? port : -1;
    }
}
