package io.hecd.admin.command;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.section.ServerText;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.discovery.registry.IpLiteral;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * `add server`: a server that stands in no file. It begins in maintenance, unchecked, without anything of `default-server`;
 * unlike HAProxy's it survives a reload (management 9.3).
 */
final class AddServer implements Command {
    /** Of HAProxy's list for such servers, what hecd has. */
    private static final Set<String> WORDS = Set.of(
            "addr",
            "backup",
            "check",
            "disabled",
            "downinter",
            "enabled",
            "fall",
            "fastinter",
            "id",
            "inter",
            "maxconn",
            "maxqueue",
            "minconn",
            "on-marked-down",
            "pool-low-conn",
            "pool-max-conn",
            "pool-purge-delay",
            "port",
            "rise",
            "slowstart",
            "source",
            "tcp-ut",
            "weight");

    @Override
    public String name() {
        return "add server";
    }

    @Override
    public String synopsis() {
        return "add server <bk>/<srv>";
    }

    @Override
    public String description() {
        return "create a new server";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        BackendControl backend = Target.backend(request.house(), request.word(0));
        String name = Target.serverName(request.word(0));
        if (request.word(1).isEmpty()) throw new Refusal("'server' expects <name> and <addr>[:<port>] as arguments.");
        if (!name.matches("[A-Za-z0-9_.:-]{1,128}"))
            throw new Refusal("A server's name is made of letters, digits, '-', '_', '.' and ':'.");
        if (!ServerWeight.isDynamic(backend.backend()))
            throw new Refusal("Backend must use a dynamic load balancing to support dynamic servers.");
        ServerConfig config =
                read(name, request.words().subList(1, request.words().size()));
        if (backend.find(name).isPresent()) throw new Refusal("Already exists a server with the same name in backend.");
        int id = config.settings().get(ServerSettings.ID);
        for (Server other : backend.servers())
            if (other.id() == id) throw new Refusal("This ID is already used by server '" + other.name() + "'.");
        SocketAddress address = address(config.address());
        backend.together(() -> {
            Server server = backend.add(config, address, id);
            backend.admin(server, AdminState.FORCED_MAINT, 0, "added from CLI");
        });
        backend.find(name).flatMap(request.house().health()::checker).ifPresent(checker -> checker.turn(false));
        return Answer.info("New server registered.");
    }

    private static ServerConfig read(String name, List<String> words) throws Refusal {
        try {
            Line line = Line.of(words.stream().map(Word::of).toList(), new Problems());
            return ServerText.server(name, line, Settings.NONE, WORDS);
        } catch (Mistake mistake) {
            throw new Refusal(Printable.text(mistake.problem().message()) + ".");
        }
    }

    /** As with `init-addr none`: a name is not looked up, and the server has no address until `set server addr`. */
    private static SocketAddress address(Address address) throws Refusal {
        if (address instanceof Address.Unix unix) return new DomainSocketAddress(unix.path());
        if (!(address instanceof Address.Inet inet)) throw new Refusal("This kind of address needs a 'server' line.");
        int port = Math.max(0, inet.port());
        Optional<InetAddress> ip = IpLiteral.parse(inet.host());
        return ip.isPresent()
                ? new InetSocketAddress(ip.get(), port)
                : InetSocketAddress.createUnresolved(inet.host(), port);
    }
}
