package io.hecd.admin.launch;

import io.hecd.names.Catalog;
import io.hecd.names.Identity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Our own commands: everything on a command line whose first word has no dash. Exit code 2 for a line that makes no sense. */
@Command(
        name = Identity.PRODUCT,
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Versions.class,
        description = "A load balancer that speaks haproxy.cfg.",
        footer = {
            "",
            "With a configuration file, HAProxy's own flags: hecd -f FILE   ('hecd -h' without a file shows them)"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            MigrateCommand.class,
            RegisterCommand.class,
            DeregisterCommand.class,
            ServersCommand.class,
            StatusCommand.class,
            TopCommand.class,
            WhyCommand.class,
            CompletionCommand.class
        })
final class Commands {
    /** Named in the plans and in other programs' manuals, and not built yet: they say so instead of "unknown". */
    private static final Set<String> NOT_YET = Set.of("export", "confd", "docker");

    private Commands() {}

    static int run(List<String> words, Alerts alerts) {
        CommandLine line = new CommandLine(new Commands());
        String first = words.get(0);
        if (!first.startsWith("-") && !line.getSubcommands().containsKey(first)) {
            System.err.println(unknown(first, line.getSubcommands().keySet()));
            return 2;
        }
        return line.setUsageHelpAutoWidth(true).execute(words.toArray(new String[0]));
    }

    private static String unknown(String name, Set<String> commands) {
        if (NOT_YET.contains(name)) return "hecd: '" + name + "' is not there yet in " + Identity.VERSION + ".";
        return "hecd: no command '" + name + "'"
                + Catalog.nearest(name, new TreeSet<>(commands))
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("; 'hecd --help' lists the commands.");
    }

    /** The first line of `-v`. */
    static final class Versions implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return Version.brief().split("\n", -1);
        }
    }
}
