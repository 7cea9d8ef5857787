package io.hecd.admin.launch;

import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which runtime socket a command talks to: named, or the first that a configuration file has. */
final class SocketChoice {
    @Option(names = "--socket", paramLabel = "PATH|HOST:PORT", description = "the runtime socket")
    private Optional<String> socket = Optional.empty();

    @Option(names = "-f", paramLabel = "FILE", description = "a configuration whose 'stats socket' line names it")
    private List<Path> files = new ArrayList<>();

    /** No socket can be talked to; the message says what to do. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    SocketAddress address() throws Refused {
        if (socket.isPresent() != files.isEmpty())
            throw new Refused("which socket? Write --socket PATH, --socket HOST:PORT, or -f FILE");
        return socket.isPresent() ? named(socket.get()) : configured(files);
    }

    private static SocketAddress named(String name) throws Refused {
        int colon = name.lastIndexOf(':');
        if (name.indexOf('/') >= 0 || colon < 0) return UnixDomainSocketAddress.of(name);
        String host = name.substring(0, colon).replaceAll("[\\[\\]]", "");
        return inet(host, name.substring(colon + 1));
    }

    private static SocketAddress inet(String host, String port) throws Refused {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535)
            throw new Refused("'" + port + "' is not a port");
        boolean any = host.isEmpty() || host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
        InetSocketAddress address = new InetSocketAddress(any ? "127.0.0.1" : host, Integer.parseInt(port));
        if (address.isUnresolved()) throw new Refused("'" + host + "' is not known to the resolver");
        return address;
    }

    private static SocketAddress configured(List<Path> files) throws Refused {
        Problems unread = new Problems();
        List<Source> sources = Source.files(files, unread);
        if (unread.hasErrors()) throw new Refused(ProblemPrinter.text(unread).strip());
        Configuration configuration = Wiring.read(sources);
        for (BindConfig line : configuration.global().get(GlobalSettings.STATS_SOCKETS))
            for (Address address : line.addresses()) {
                if (address instanceof Address.Unix unix) return UnixDomainSocketAddress.of(unix.path());
                if (address instanceof Address.Inet inet) return inet(inet.host(), Integer.toString(inet.port()));
            }
        throw new Refused("no 'stats socket' line in the configuration; add 'stats socket /run/hecd.sock'");
    }
}
