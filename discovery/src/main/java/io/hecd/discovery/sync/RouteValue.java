package io.hecd.discovery.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The value of an application's `route` key: `host:shop.example.com`, `path:/shop`, or both with a space between; several
 * ways separated by commas, any of which leads there. Values are hostile: what is not listed here is refused as a whole.
 */
final class RouteValue {
    private static final int LONGEST = 4_096;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_PATH = 1_024;
    private static final int MOST_WAYS = 64;
    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.)?[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9._~+:@=-]|%[0-9A-Fa-f]{2}|/)*");
    private static final Pattern DOTS = Pattern.compile(".*/\\.{1,2}(/.*)?");

    /**
     * One way to an application.
     *
     * @param host in lower case, `*.` before it for all names that end so; empty for any
     * @param path without a `/` at its end; empty for any
     */
    record Way(String host, String path) {}

    private RouteValue() {}

    static List<Way> read(String value) throws ServerValue.Refused {
        if (value.length() > LONGEST)
            throw new ServerValue.Refused("the value has more than " + LONGEST + " characters");
        List<Way> ways = new ArrayList<>();
        for (String way : value.strip().split(",", -1)) {
            if (ways.size() == MOST_WAYS) throw new ServerValue.Refused("a route has more than " + MOST_WAYS + " ways");
            ways.add(way(way));
        }
        return List.copyOf(ways);
    }

    private static Way way(String text) throws ServerValue.Refused {
        String host = "";
        String path = "";
        boolean any = false;
        for (String word : text.split(" ")) {
            if (word.isEmpty()) continue;
            if (word.startsWith("host:") && host.isEmpty()) host = host(word.substring("host:".length()));
            else if (word.startsWith("path:") && path.isEmpty()) path = path(word.substring("path:".length()));
            else throw new ServerValue.Refused("a route is host:NAME, path:/PATH or both, once each");
            any = true;
        }
        if (!any) throw new ServerValue.Refused("a route is empty");
        return new Way(host, path.length() == 1 ? "" : path);
    }

    private static String host(String text) throws ServerValue.Refused {
        String host = text.toLowerCase(Locale.ROOT);
        if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches())
            throw new ServerValue.Refused("the host of a route is not a name, nor '*.' before one");
        return host;
    }

    /** `/` for any; else without a `/` at its end. */
    private static String path(String text) throws ServerValue.Refused {
        boolean good = text.length() <= LONGEST_PATH
                && PATH.matcher(text).matches()
                && !text.contains("//")
                && !DOTS.matcher(text).matches();
        if (!good)
            throw new ServerValue.Refused(
                    "the path of a route does not begin with '/', or has something in it that" + " none may have");
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
