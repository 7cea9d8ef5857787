package io.hecd.admin.command;

import io.hecd.backend.Backend;
import io.hecd.backend.Server;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ServerSettings;
import java.util.Set;

/** A server's weight as an operator writes it: a number, or a share of the one in the configuration (management 9.3, set weight). */
final class ServerWeight {
    private static final int MOST = 256;
    /** Those whose servers have places in a table; the others too with `hash-type consistent`. */
    private static final Set<String> DYNAMIC = Set.of("roundrobin", "leastconn", "first", "random");

    private ServerWeight() {}

    /** Whether weights may change while it runs, as HAProxy has it (manual 4.2, balance). */
    static boolean isDynamic(Backend backend) {
        var settings = backend.config().settings();
        return DYNAMIC.contains(settings.get(ProxySettings.BALANCE).algorithm())
                || !settings.get(ProxySettings.BALANCE).algorithm().equals("static-rr")
                        && settings.get(ProxySettings.HASH_TYPE).consistent();
    }

    static void set(Target target, String word) throws Refusal {
        Server server = target.server();
        int initial = server.config().settings().get(ServerSettings.WEIGHT);
        int weight = parse(word, initial);
        if (!isDynamic(server.backend()) && weight != 0 && weight != initial)
            throw new Refusal("Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.");
        target.backend().weight(server, weight, "changed from CLI");
    }

    private static int parse(String word, int initial) throws Refusal {
        if (word.isEmpty()) throw new Refusal("Require <weight> or <weight%>.");
        int digits = word.startsWith("-") ? 1 : 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) digits++;
        String number = word.substring(0, digits);
        String rest = word.substring(digits);
        if (number.isEmpty() || number.equals("-"))
            throw new Refusal("Empty weight string empty or preceded by garbage");
        long value = number.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(number);
        if (rest.equals("%")) {
            if (value < 0) throw new Refusal("Relative weight must be positive.");
            return (int) Math.min(MOST, initial * value / 100);
        }
        if (!rest.isEmpty()) throw new Refusal("Trailing garbage in weight string");
        if (value < 0 || value > MOST) throw new Refusal("Absolute weight can only be between 0 and 256 inclusive.");
        return (int) value;
    }
}
