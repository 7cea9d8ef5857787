package io.hecd.proxy;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.sample.ViewCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which backend takes a request for a host and a path: the longest host decides, a whole name before `*.`, then the longest
 * path, then who comes first in the list. One walk over the host from its end, one over the path from its beginning for each
 * host that is known; nothing is allocated. Immutable, shared by all workers.
 */
public final class RouteTable {
    /** Names in DNS have 253 characters; whoever sends more is not looked for. */
    private static final int LONGEST_HOST = 255;

    private static final ViewCell HOST = new ViewCell();
    private static final ViewCell PATH = new ViewCell();

    private final RouteKeys<Paths> hosts;
    private final Paths anyHost;

    /**
     * Requests for `host` (empty: any; `*.example.com`: all names that end so) whose path is `path` or goes on behind it
     * with `/` (empty: any).
     */
    public record Entry(String host, String path, BackendPlan plan) {}

    private record Paths(@Nullable BackendPlan whole, RouteKeys<BackendPlan> below) {}

    /** @param entries hosts in lower case, paths without a `/` at the end; of two that say the same the first counts */
    public RouteTable(List<Entry> entries) {
        Map<String, Map<String, BackendPlan>> byHost = new HashMap<>();
        for (Entry entry : entries)
            byHost.computeIfAbsent(key(entry.host), host -> new HashMap<>()).putIfAbsent(entry.path, entry.plan);
        anyHost = paths(byHost.getOrDefault("", Map.of()));
        byHost.remove("");
        Map<String, Paths> named = new HashMap<>();
        byHost.forEach((host, paths) -> named.put(host, paths(paths)));
        hosts = RouteKeys.hosts(named);
    }

    /** `*.example.com` is kept as `.example.com`, which no whole name can be. */
    private static String key(String host) {
        return host.startsWith("*") ? host.substring(1) : host;
    }

    private static Paths paths(Map<String, BackendPlan> plans) {
        Map<String, BackendPlan> below = new HashMap<>(plans);
        BackendPlan whole = below.remove("");
        return new Paths(whole, RouteKeys.paths(below));
    }

    /** The backend, or null when no entry fits. */
    @Nullable
    BackendPlan find(HttpHead request) {
        ByteView path = request.pathView(PATH.get());
        BackendPlan found = find(anyHost, path);
        if (hosts.longest() == 0) return found;
        ByteView host = host(request, HOST.get());
        byte[] bytes = host.array();
        int from = host.offset();
        int to = from + host.length();
        int hash = RouteKeys.SEED;
        for (int i = to - 1; i >= from; i--) {
            hash = RouteKeys.step(hash, Ascii.lower(bytes[i]));
            // Ends that begin with a dot, and the whole name: what comes later is longer.
            if (i > from ? bytes[i] != '.' : bytes[i] == '.') continue;
            Paths paths = hosts.get(hash, bytes, i, to - i);
            BackendPlan here = paths == null ? null : find(paths, path);
            if (here != null) found = here;
        }
        return found;
    }

    /** What the client asked, without port and a dot at the end. */
    private static ByteView host(HttpHead request, ByteView out) {
        int field = request.find(KnownHeader.HOST);
        if (field >= 0) request.valueView(field, out);
        else request.authorityView(out);
        int colon = out.indexOf(':', 0);
        int length = colon < 0 ? out.length() : colon;
        if (length > 0 && out.byteAt(length - 1) == '.') length--;
        return out.narrow(0, length > LONGEST_HOST ? 0 : length);
    }

    private static @Nullable BackendPlan find(Paths paths, ByteView path) {
        BackendPlan found = paths.whole;
        int length = path.length();
        int most = Math.min(length, paths.below.longest());
        byte[] bytes = path.array();
        int from = path.offset();
        int hash = RouteKeys.SEED;
        for (int i = 0; i < most; i++) {
            hash = RouteKeys.step(hash, bytes[from + i]);
            if (i + 1 < length && bytes[from + i + 1] != '/') continue;
            BackendPlan here = paths.below.get(hash, bytes, from, i + 1);
            if (here != null) found = here;
        }
        return found;
    }
}
