package io.hecd.admin.kit;

import io.hecd.admin.command.Commands;
import io.hecd.admin.socket.SocketSubsystem;
import io.hecd.health.HealthSubsystem;
import io.hecd.health.check.Checks;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.scenario.kit.Origin;
import io.hecd.scenario.kit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where hecd runs in this process with its checks and its runtime socket. In configurations `${name}` is an origin if
 * one has that name, else a free port; `@DIR@` is a directory of its own.
 */
public final class Site implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]\\w*)\\}");

    private final Path directory;
    private final Map<String, Origin> origins = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private @Nullable LoadBalancer balancer;

    public Site() {
        try {
            directory = Files.createTempDirectory("site");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Origin origin(String name) {
        return origins.computeIfAbsent(name, Origin::new);
    }

    public Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String fill(String configuration) {
        Matcher matcher = NAME.matcher(configuration);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            Origin origin = origins.get(name);
            int port = origin != null ? origin.port() : ports.computeIfAbsent(name, any -> Ports.free());
            matcher.appendReplacement(out, "127.0.0.1:" + port);
        }
        return matcher.appendTail(out).toString().replace("@DIR@", directory.toString());
    }

    public InetSocketAddress address(String name) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Objects.requireNonNull(ports.get(name)));
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /** The configuration, with `@DIR@/hecd.sock` as its socket unless it says otherwise. */
    public Site run(String configuration) {
        HealthSubsystem health = new HealthSubsystem(Checks.standard());
        Parts parts = Parts.standard();
        SocketSubsystem.words(parts.sections());
        try {
            balancer = LoadBalancer.builder()
                    .parts(parts)
                    .configuration(fill(configuration))
                    .threads(2)
                    .with(health)
                    .with(new SocketSubsystem(health, Commands.standard()))
                    .start();
            return this;
        } catch (ConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    public LoadBalancer balancer() {
        return Objects.requireNonNull(balancer);
    }

    /** Sends a line to `@DIR@/hecd.sock`. */
    public String ask(String line) {
        return Operator.ask(path("hecd.sock"), line);
    }

    /** Names in place of port numbers, which differ from run to run. */
    public String unfill(String text) {
        String out = text;
        for (Map.Entry<String, Integer> port : ports.entrySet())
            out = out.replaceAll("\\b" + port.getValue() + "\\b", "{" + port.getKey() + "}");
        for (Origin origin : origins.values())
            out = out.replaceAll("\\b" + origin.port() + "\\b", "{" + origin.name() + "}");
        return out.replace(directory.toString(), "@DIR@");
    }

    @Override
    public void close() {
        if (balancer != null) balancer.stop();
        origins.values().forEach(Origin::close);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
