package io.hecd.scenario.kit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that one proxy is surrounded by: its origins, its log receiver, the ports it listens on. Names in `${}` that begin
 * with a small letter are the kit's: an origin's address, `${log}`, else a free address to listen on.
 */
final class Stage implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]\\w*)\\}");

    final Map<String, Origin> origins = new LinkedHashMap<>();
    final Map<String, Integer> listeners = new LinkedHashMap<>();
    final Syslog log = new Syslog();

    Origin origin(String name) {
        return origins.computeIfAbsent(name, Origin::new);
    }

    String fill(String configuration) {
        Matcher matcher = NAME.matcher(configuration);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            Origin origin = origins.get(name);
            int port = origin != null
                    ? origin.port()
                    : name.equals("log") ? log.port() : listeners.computeIfAbsent(name, any -> Ports.free());
            matcher.appendReplacement(out, "127.0.0.1:" + port);
        }
        return matcher.appendTail(out).toString();
    }

    /** A free port may be given out twice while nobody listens on it, and HAProxy would share it among listeners. */
    int[] ports() {
        return listeners.values().stream().mapToInt(Integer::intValue).toArray();
    }

    InetSocketAddress address(String listener) {
        Integer port = listeners.get(listener);
        if (port == null) throw new IllegalArgumentException("no ${" + listener + "} in the configuration");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Names in place of the port numbers, which differ from run to run. */
    String unfill(String text) {
        String out = text;
        for (Map.Entry<String, Integer> listener : listeners.entrySet())
            out = out.replace(":" + listener.getValue(), ":{" + listener.getKey() + "}");
        for (Origin origin : origins.values()) out = out.replace(":" + origin.port(), ":{" + origin.name() + "}");
        return out;
    }

    @Override
    public void close() {
        origins.values().forEach(Origin::close);
        log.close();
    }
}
