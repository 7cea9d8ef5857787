package io.hecd.admin.launch;

import io.hecd.config.text.Problem;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import io.hecd.discovery.announce.KeysStore;
import io.hecd.discovery.registry.Registries;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.discovery.registry.Stores;
import io.hecd.discovery.store.EtcdOptions;
import io.hecd.discovery.store.EtcdStore;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.store.StoreException;
import io.hecd.time.Clock;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say in which registry servers are announced, and under which directory of it. */
final class RegistryChoice {
    private static final String KEYS = "http://127.0.0.1:4001";

    @Option(
            names = "--app",
            paramLabel = "DIRECTORY",
            defaultValue = "/app/servers",
            description = "default: /app/servers")
    private String app = "/app/servers";

    @Option(names = "--etcd", split = ",", paramLabel = "URL", description = "members of an etcd cluster (v3)")
    private List<String> etcd = new ArrayList<>();

    @Option(names = "--keys", paramLabel = "URL", description = "a v2 keys API; default: " + KEYS)
    private String keys = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "a configuration of hecd: the store of its registry")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--registry", paramLabel = "NAME", description = "which one, if FILE has several")
    private String registry = "";

    /** A reason, with what to do, for one line on stderr. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** `/app/servers/`. */
    String directory() throws Refused {
        String inside = app.replaceAll("^/+|/+$", "");
        if (inside.isEmpty()) throw new Refused("--app names a directory, as /app/servers");
        return "/" + inside + "/";
    }

    String key(String name) throws Refused {
        if (name.indexOf('/') >= 0)
            throw new Refused("'" + name + "' is not a server's name; the directory is told by --app");
        return directory() + name;
    }

    Store open() throws Refused {
        int told = (etcd.isEmpty() ? 0 : 1) + (keys.isEmpty() ? 0 : 1) + (files.isEmpty() ? 0 : 1);
        if (told > 1) throw new Refused("--etcd, --keys and -f exclude each other");
        try {
            if (!etcd.isEmpty()) return EtcdStore.connect(EtcdOptions.of(etcd.toArray(new String[0])));
            if (!files.isEmpty()) return open(config());
            return new KeysStore(URI.create(keys.isEmpty() ? KEYS : keys));
        } catch (IllegalArgumentException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private RegistryConfig config() throws Refused {
        Problems problems = new Problems();
        List<Source> sources = Source.files(files, problems);
        List<RegistryConfig> configs =
                problems.hasErrors() ? List.of() : Registries.read(Wiring.read(sources), problems);
        for (Problem problem : problems.list())
            if (problem.severity() == Severity.ERROR)
                throw new Refused(ProblemPrinter.text(problem)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replace("error: ", ""));
        String names = configs.stream().map(RegistryConfig::name).collect(Collectors.joining(", "));
        if (registry.isEmpty() && configs.size() == 1) return configs.get(0);
        for (RegistryConfig config : configs) if (config.name().equals(registry)) return config;
        throw new Refused(
                registry.isEmpty()
                        ? "there are several registries; choose one with --registry: " + names
                        : "there is no registry '" + registry + "'; there is: " + names);
    }

    /** A file that a running hecd holds is reached through that hecd. */
    private static Store open(RegistryConfig config) throws Refused {
        if (config.store() instanceof RegistryConfig.EtcdAt) return Stores.open(config, Clock.system());
        RegistryConfig.HttpAt served = config.http()
                .orElseThrow(
                        () -> new Refused(
                                "registry '" + config.name() + "' keeps its keys in a file of hecd's own;"
                                        + " give it a line 'http 127.0.0.1:4001', and this command talks to the hecd that runs"));
        // Whom this command would have to trust is not known from the server's side of TLS.
        if (served.tls().isPresent())
            throw new Refused("registry '" + config.name() + "' serves its keys API with TLS; name it with"
                    + " --keys https://HOST:" + served.address().getPort());
        InetSocketAddress http = served.address();
        String host = http.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : http.getAddress().getHostAddress();
        String user = config.login()
                .map(login -> encoded(login.user()) + ":" + encoded(Stores.password(login)) + "@")
                .orElse("");
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new KeysStore(URI.create("http://" + user + bracketed + ":" + http.getPort()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Waits for an answer of `store`. */
    static <T> T answer(Store store, CompletableFuture<T> future) throws Refused {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw refused(store, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Refused refused(Store store, Throwable cause) {
        String hint = "";
        if (cause instanceof StoreException known)
            hint = switch (known.reason()) {
                case UNREACHABLE ->
                    store instanceof KeysStore
                            ? "; is a hecd running whose registry has an 'http' line? '--etcd URL' talks to etcd itself"
                            : "; is it running, and is the address right?";
                case NO_QUORUM -> "; most members of the cluster are away";
                case DENIED -> "; 'user NAME password-file FILE' in the registry of a file (-f) tells who we are";
                default -> "";
            };
        return new Refused(
                String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + hint);
    }
}
