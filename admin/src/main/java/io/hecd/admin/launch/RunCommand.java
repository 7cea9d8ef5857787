package io.hecd.admin.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A load balancer without a file: the configuration is written from the command line, and can be shown. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Balance between servers, without a file.")
final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--listen",
            required = true,
            paramLabel = "ADDR:PORT",
            description = "where clients connect; :8080 is every address")
    private String listen = "";

    @Option(names = "--to", paramLabel = "HOST:PORT", description = "a server; repeat for more")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--etcd",
            split = ",",
            paramLabel = "URL",
            description = "servers are announced in this cluster, instead of --to")
    private List<String> etcd = new ArrayList<>();

    @Option(
            names = "--prefix",
            paramLabel = "DIRECTORY",
            defaultValue = "/app/servers",
            description = "where in it; default: /app/servers")
    private String prefix = "/app/servers";

    @Option(names = "--mode", paramLabel = "http|tcp", defaultValue = "http", description = "default: http")
    private String mode = "http";

    @Option(
            names = "--balance",
            paramLabel = "ALGORITHM",
            defaultValue = "roundrobin",
            description = "default: roundrobin")
    private String algorithm = "roundrobin";

    @Option(names = "--print", description = "show the configuration and end")
    private boolean print;

    @Override
    public Integer call() {
        if (servers.isEmpty() == etcd.isEmpty()) {
            System.err.println("hecd run: servers come from --to HOST:PORT or from --etcd URL; write one of them");
            return 2;
        }
        String text = etcd.isEmpty()
                ? QuickConfig.forward(listen, servers, mode, algorithm)
                : QuickConfig.discover(listen, etcd, prefix, mode, algorithm);
        if (print) {
            System.out.print(text);
            return 0;
        }
        return TextRun.run("run", text, this::greet);
    }

    private void greet() {
        String between = etcd.isEmpty()
                ? String.join(", ", servers)
                : "what is below " + prefix + " in " + String.join(", ", etcd);
        System.out.println("hecd balances " + mode + " on " + listen + " between " + between + " (" + algorithm
                + "), pid " + ProcessHandle.current().pid());
        System.out.println("^C ends it. The same as a file: add --print");
        System.out.flush();
    }
}
