package io.hecd.admin.launch;

import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.EmbeddedStore;
import io.hecd.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Something that answers within a second of cloning: a registry in a directory of its own, three servers announced in it, a
 * fourth that waits to be, a listener, three lines to try.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "A registry, three servers in it and a listener on 127.0.0.1:8080, to try things.")
final class DemoCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("red", "green", "blue");
    private static final String FOURTH = "yellow";

    @Option(names = "--port", defaultValue = "8080", description = "default: 8080, or a free one when it is taken")
    private int port = 8080;

    @Option(
            names = "--keys-port",
            defaultValue = "4001",
            description = "of the v2 keys API; default: 4001, or a free one")
    private int keysPort = 4001;

    @Option(names = "--fourth-port", defaultValue = "8084", description = "of the fourth; default: 8084, or a free one")
    private int fourthPort = 8084;

    @Option(names = "--print", description = "show the configuration and end")
    private boolean print;

    @Override
    public Integer call() throws IOException {
        if (print) {
            System.out.print(QuickConfig.demo(port, keysPort, "/tmp/hecd-demo", NAMES, List.of(8081, 8082, 8083)));
            return 0;
        }
        int wanted = port;
        port = freeOr(port);
        keysPort = freeOr(keysPort);
        fourthPort = freeOr(fourthPort);
        List<DemoServer> servers = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        Path directory = Files.createTempDirectory("hecd-demo");
        try (EmbeddedStore store = EmbeddedStore.open(directory, Clock.system())) {
            for (String name : NAMES) {
                DemoServer server = DemoServer.start(name);
                servers.add(server);
                ports.add(server.port());
                var unused = store.commit(Change.put("/app/servers/" + name, "127.0.0.1:" + server.port()))
                        .join();
            }
        }
        servers.add(DemoServer.start(FOURTH, fourthPort));
        try {
            String text = QuickConfig.demo(port, keysPort, directory.toString(), NAMES, ports);
            return TextRun.run("demo", text, () -> greet(wanted));
        } finally {
            for (DemoServer server : servers) server.stop();
            delete(directory);
        }
    }

    private void greet(int wanted) {
        String url = "http://127.0.0.1:" + port + "/";
        String taken = port == wanted ? "" : " (port " + wanted + " is taken)";
        System.out.println("hecd demo: three servers, announced in a registry, behind " + url + taken
                + ". Try, in another window:");
        System.out.println("  curl " + url + "   # again and again: they take turns");
        System.out.println("  curl http://127.0.0.1:" + keysPort + "/v2/keys/app/servers/" + FOURTH
                + " -XPUT -d value=127.0.0.1:" + fourthPort + "   # announces a fourth");
        System.out.println("  curl -s '" + url + "?[1-40]' | sort -u   # it has its turn, too");
        System.out.println("Next: hecd servers --keys http://127.0.0.1:" + keysPort
                + "    or    hecd run --listen :8080 --to HOST:PORT");
        System.out.println("^C ends it.");
        System.out.flush();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static int freeOr(int port) throws IOException {
        return port != 0 && isFree(port) ? port : anyPort();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
