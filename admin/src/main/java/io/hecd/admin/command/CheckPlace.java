package io.hecd.admin.command;

import io.hecd.discovery.registry.IpLiteral;
import io.hecd.health.check.Checker;
import java.net.InetAddress;
import java.util.Optional;

/** `set server ... check-addr IP [port N]` and `check-port N`: where a server is checked, until the next reload. */
final class CheckPlace {
    private CheckPlace() {}

    static Answer set(Target target, Request request) throws Refusal {
        Checker checker = request.house()
                .health()
                .checker(target.server())
                .orElseThrow(() -> new Refusal("health checks are not enabled on this server"));
        String word = request.word(2);
        if (request.word(1).equals("check-port")) {
            if (word.isEmpty()) throw new Refusal("set server <b>/<s> check-port requires a port.");
            checker.checkAt(Optional.empty(), port(word));
            return Answer.nothing();
        }
        if (word.isEmpty())
            throw new Refusal("set server <b>/<s> check-addr requires an address and optionally a port.");
        Optional<InetAddress> host = IpLiteral.parse(word);
        if (host.isEmpty()) throw new Refusal("invalid addr '" + Printable.text(word) + "'");
        checker.checkAt(host, request.word(3).equals("port") ? port(request.word(4)) : 0);
        return Answer.nothing();
    }

    private static int port(String word) throws Refusal {
        if (!word.matches("-?[0-9]+")) throw new Refusal("provided port is not an integer");
        int port = ServerAddress.port(word);
        if (port < 0) throw new Refusal("provided port is invalid");
        return port;
    }
}
