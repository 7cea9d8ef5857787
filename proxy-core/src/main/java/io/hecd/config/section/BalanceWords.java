package io.hecd.config.section;

import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ProxySettings.Balance;
import io.hecd.config.model.ProxySettings.HashType;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import io.hecd.names.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** `balance`, `hash-type` and their kin (manual 4.2). Names are checked here, what algorithms do is known further up. */
final class BalanceWords {
    static final List<String> ALGORITHMS =
            List.of("first", "hdr", "leastconn", "random", "roundrobin", "source", "static-rr", "uri", "url_param");
    /** Those that look into the request. */
    static final List<String> NEEDS_HTTP = List.of("hdr", "uri", "url_param");

    private static final List<String> FUNCTIONS = List.of("sdbm", "djb2", "wt6", "crc32", "none");

    private BalanceWords() {}

    static void balance(Line line, ProxyDraft proxy) {
        Word word = line.takeWord("an algorithm");
        String name = word.text();
        List<String> arguments = new ArrayList<>();
        int parenthesis = name.indexOf('(');
        if (parenthesis > 0 && name.endsWith(")")) {
            arguments.add(name.substring(parenthesis + 1, name.length() - 1));
            name = name.substring(0, parenthesis);
        }
        if (name.equals("rdp-cookie") || name.equals("hash") || name.equals("log-hash") || name.equals("sticky"))
            throw Notes.notYet(word, "balance " + name);
        if (!ALGORITHMS.contains(name))
            throw line.error(
                    word,
                    "unknown balancing algorithm '" + name + "'",
                    Catalog.nearest(name, ALGORITHMS)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("one of " + String.join(", ", ALGORITHMS)));
        arguments(line, word, name, arguments);
        proxy.settings.set(ProxySettings.BALANCE, new Balance(name, List.copyOf(arguments)), line.at());
    }

    private static void arguments(Line line, Word word, String name, List<String> arguments) {
        switch (name) {
            case "hdr" -> {
                if (arguments.isEmpty() || arguments.get(0).isEmpty())
                    throw line.error(word, "'balance hdr' needs the name of a header", "as in 'balance hdr(Host)'");
                if (line.accept("use_domain_only")) arguments.add("use_domain_only");
            }
            case "uri" -> {
                while (!line.peek().isEmpty()) {
                    Word option = line.next();
                    arguments.add(option.text());
                    if (option.is("len") || option.is("depth"))
                        arguments.add(Long.toString(line.takeInteger("a number", 0, Integer.MAX_VALUE)));
                    else if (!option.is("whole") && !option.is("path-only"))
                        throw line.error(
                                option,
                                "unknown word '" + option.text() + "' for 'balance uri'",
                                "len, depth, path-only or whole");
                }
            }
            case "url_param" -> {
                arguments.add(line.take("the name of a parameter"));
                // The body is not looked at, here or in HAProxy since 1.9.
                if (line.accept("check_post") && !line.peek().isEmpty())
                    line.takeInteger("a length", 0, Integer.MAX_VALUE);
            }
            case "random" -> {
                if (arguments.isEmpty()) arguments.add("2");
                if (!arguments.get(0).matches("[1-9][0-9]{0,8}"))
                    throw line.error(
                            word, "'" + arguments.get(0) + "' is not a number of draws", "as in 'balance random(2)'");
            }
            default -> {
                if (!arguments.isEmpty()) throw line.error(word, "'balance " + name + "' takes no arguments", "");
            }
        }
    }

    static void hashType(Line line, ProxyDraft proxy) {
        Word method = line.takeWord("'map-based' or 'consistent'");
        // 1.4 wrote the modifier in the place of the method.
        boolean old = method.is("avalanche");
        if (!method.is("map-based") && !method.is("consistent") && !old)
            throw line.error(method, "unknown method '" + method.text() + "'", "map-based or consistent");
        boolean consistent = method.is("consistent");
        String function = "sdbm";
        // Without a function, `consistent` is sdbm with avalanche.
        boolean avalanche = consistent || old;
        if (!line.peek().isEmpty()) {
            Word name = line.next();
            function = name.text().toLowerCase(Locale.ROOT);
            if (!FUNCTIONS.contains(function))
                throw line.error(
                        name, "unknown hash function '" + name.text() + "'", "one of " + String.join(", ", FUNCTIONS));
            if (function.equals("none")) throw Notes.notYet(name, "hash-type ... none");
            avalanche = false;
            if (!line.peek().isEmpty()) {
                Word modifier = line.next();
                if (!modifier.is("avalanche"))
                    throw line.error(modifier, "unknown modifier '" + modifier.text() + "'", "only 'avalanche'");
                avalanche = true;
            }
        }
        proxy.settings.set(ProxySettings.HASH_TYPE, new HashType(consistent, function, avalanche), line.at());
    }

    static void factor(Line line, ProxyDraft proxy) {
        Word word = line.peek();
        int factor = (int) line.takeInteger("a percentage", 0, 65535);
        if (factor != 0 && factor <= 100)
            throw line.error(word, "'hash-balance-factor' must be 0 or more than 100", "0 switches it off");
        proxy.settings.set(ProxySettings.HASH_BALANCE_FACTOR, factor, line.at());
    }

    static void reuse(Line line, ProxyDraft proxy) {
        Word word = line.takeWord("a policy");
        for (ProxySettings.Reuse reuse : ProxySettings.Reuse.values()) {
            if (!word.is(reuse.name().toLowerCase(Locale.ROOT))) continue;
            proxy.settings.set(ProxySettings.HTTP_REUSE, reuse, line.at());
            return;
        }
        throw line.error(word, "unknown policy '" + word.text() + "'", "never, safe, aggressive or always");
    }
}
