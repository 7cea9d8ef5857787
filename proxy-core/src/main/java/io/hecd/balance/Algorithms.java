package io.hecd.balance;

import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.names.Catalog;
import io.hecd.names.LoadTime;
import java.util.Locale;

/** The balancing algorithms by name (manual 4.2, balance). Programs that embed hecd add theirs with {@link Catalog#with}. */
@LoadTime
public final class Algorithms {
    /** Makes an algorithm from its line; tells the line what is wrong, and then answers anything. */
    public interface Factory {
        Algorithm make(BalanceLine line);
    }

    private Algorithms() {}

    public static Catalog<Factory> standard() {
        return new Catalog<Factory>("balancing algorithm")
                .with("first", line -> new First())
                .with("hash", line -> notYet(line, "'balance hash'"))
                .with("hdr", Algorithms::header)
                .with("leastconn", line -> new LeastConn())
                .with("random", Algorithms::random)
                .with("rdp-cookie", line -> notYet(line, "'balance rdp-cookie'"))
                .with("roundrobin", line -> new RoundRobin())
                .with("source", line -> hashed(line, new SourceKey(hasher(line))))
                .with("static-rr", line -> new StaticRoundRobin())
                .with("uri", Algorithms::uri)
                .with("url_param", Algorithms::urlParam);
    }

    /** The algorithm of a backend; round robin after an error, which `problems` has then. */
    public static Algorithm compile(Catalog<Factory> catalog, ProxyConfig backend, Problems problems) {
        Settings settings = backend.settings();
        ProxySettings.Balance balance = settings.get(ProxySettings.BALANCE);
        Position at = settings.at(ProxySettings.BALANCE);
        String written = balance.algorithm();
        int open = written.indexOf('(');
        boolean parentheses = open > 0 && written.endsWith(")");
        String name = parentheses ? written.substring(0, open) : written;
        BalanceLine line = new BalanceLine(
                name,
                parentheses ? written.substring(open + 1, written.length() - 1).strip() : "",
                balance.arguments(),
                settings.get(ProxySettings.HASH_TYPE),
                settings.get(ProxySettings.HASH_BALANCE_FACTOR),
                at,
                problems);
        Factory factory = catalog.find(name).orElse(null);
        if (factory == null) {
            String hint = catalog.nearest(name)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("one of " + String.join(", ", catalog.names()));
            problems.error(
                    "unknown-keyword", at, 0, "unknown " + catalog.what() + " '" + name + "' in 'balance'", hint);
            return new RoundRobin();
        }
        Algorithm algorithm = factory.make(line);
        line.expectEnd();
        if (algorithm.needsHttp() && settings.get(ProxySettings.MODE) == ProxySettings.Mode.TCP) {
            problems.add(new Problem(
                    Severity.WARNING,
                    "warning",
                    at,
                    0,
                    "'balance " + name + "' needs 'mode http'; without it this backend is balanced round robin",
                    ""));
            return new RoundRobin();
        }
        return algorithm;
    }

    private static Algorithm random(BalanceLine line) {
        int draws = line.inParentheses().isEmpty() ? 2 : line.positive(line.inParentheses(), "the number of draws");
        return new RandomDraws(draws, new BalanceFactor(line.balanceFactor()));
    }

    private static Algorithm uri(BalanceLine line) {
        int length = 0;
        int depth = 0;
        boolean whole = false;
        boolean pathOnly = false;
        while (line.hasNext()) {
            String word = line.next();
            switch (word) {
                case "len" -> length = line.positive(line.next(), "'len'");
                case "depth" -> depth = line.positive(line.next(), "'depth'");
                case "whole" -> whole = true;
                case "path-only" -> pathOnly = true;
                default -> line.error("unknown word '" + word + "'", "one of len, depth, whole, path-only");
            }
        }
        return hashed(line, new UriKey(hasher(line), length, depth, whole, pathOnly));
    }

    private static Algorithm urlParam(BalanceLine line) {
        String name = line.next();
        if (name.isEmpty()) line.error("the name of a parameter is missing", "as in 'balance url_param userid'");
        if (line.hasNext()) {
            String word = line.next();
            if (!word.equals("check_post")) line.error("unknown word '" + word + "'", "only 'check_post' may follow");
            else line.notYet("'check_post' of 'balance url_param'");
        }
        return hashed(line, new UrlParamKey(hasher(line), name));
    }

    private static Algorithm header(BalanceLine line) {
        String name = line.inParentheses();
        if (name.isEmpty()) line.error("the name of a header is missing", "as in 'balance hdr(User-Agent)'");
        boolean domainOnly = false;
        if (line.hasNext()) {
            String word = line.next();
            domainOnly = word.equals("use_domain_only");
            if (!domainOnly) line.error("unknown word '" + word + "'", "only 'use_domain_only' may follow");
        }
        return hashed(line, new HeaderKey(hasher(line), name, domainOnly));
    }

    private static Algorithm hashed(BalanceLine line, Key key) {
        Placement placement =
                line.hashType().consistent() ? new Consistent(new BalanceFactor(line.balanceFactor())) : new MapBased();
        return new Hashed(key, placement);
    }

    private static Hasher hasher(BalanceLine line) {
        HashType type = line.hashType();
        for (HashFunction function : HashFunction.values())
            if (function.name().equals(type.function().toUpperCase(Locale.ROOT)))
                return new Hasher(function, type.avalanche());
        line.error("unknown hash function '" + type.function() + "'", "one of crc32, djb2, sdbm, wt6");
        return new Hasher(HashFunction.SDBM, type.avalanche());
    }

    private static Algorithm notYet(BalanceLine line, String what) {
        line.notYet(what);
        return new RoundRobin();
    }
}
