package io.hecd.admin.launch;

import java.util.List;

/**
 * The program. A first word with a dash means HAProxy's own flags, anything else is one of our commands.
 * The only place that ends the JVM.
 */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Signals.install();
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        Alerts alerts = new Alerts(System.err);
        if (words.isEmpty()) {
            System.err.print(Version.usage());
            return 1;
        }
        String first = words.get(0);
        if (first.equals("plan")) return Plan.print(words.subList(1, words.size()));
        if (first.equals("self-run")) return SelfRun.run();
        if (!first.startsWith("-") || first.equals("--help") || first.equals("--version"))
            return Commands.run(words, alerts);
        return new FlagRun(alerts, Wiring.starter()).run(words);
    }
}
