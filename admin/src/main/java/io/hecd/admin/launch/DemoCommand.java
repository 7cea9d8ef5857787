package io.hecd.admin.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Something that answers within a second of cloning: three servers inside, a listener, three lines to try. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Three servers and a listener on 127.0.0.1:8080, to try things.")
final class DemoCommand implements Callable<Integer> {
    private static final List<String> NAMES = List.of("red", "green", "blue");

    @Option(names = "--port", defaultValue = "8080", description = "default: 8080, or a free one when it is taken")
    private int port = 8080;

    @Option(names = "--print", description = "show the configuration and end")
    private boolean print;

    @Override
    public Integer call() throws IOException {
        if (print) {
            System.out.print(QuickConfig.demo(port, NAMES, List.of(8081, 8082, 8083)));
            return 0;
        }
        int wanted = port;
        if (!isFree(port)) port = 0;
        if (port == 0) port = anyPort();
        List<DemoServer> servers = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (String name : NAMES) {
            DemoServer server = DemoServer.start(name);
            servers.add(server);
            ports.add(server.port());
        }
        try {
            return TextRun.run("demo", QuickConfig.demo(port, NAMES, ports), () -> greet(wanted));
        } finally {
            for (DemoServer server : servers) server.stop();
        }
    }

    private void greet(int wanted) {
        String url = "http://127.0.0.1:" + port + "/";
        String taken = port == wanted ? "" : " (port " + wanted + " is taken)";
        System.out.println("hecd demo: three servers behind " + url + taken + ". Try, in another window:");
        System.out.println("  curl " + url + "                         # again and again: they take turns");
        System.out.println("  curl " + url + "blue                     # a path chooses the server");
        System.out.println("  curl -H 'Host: green.example' " + url + " # a name chooses the server");
        System.out.println(
                "Next: hecd demo --print > my.cfg; hecd -f my.cfg    or    hecd run --listen :8080 --to HOST:PORT");
        System.out.println("^C ends it.");
        System.out.flush();
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
