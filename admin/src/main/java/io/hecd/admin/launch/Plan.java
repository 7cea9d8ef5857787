package io.hecd.admin.launch;

import io.hecd.admin.launch.Lifetime.CannotStart;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;

/**
 * What `bin/hecd` asks before it starts a JVM that cannot change its own user: `plan` and the command line. The
 * answer is the words to put before `java` and, on a second line, the pid file; or nothing. Mistakes are left for
 * the real start to tell.
 */
final class Plan {
    private Plan() {}

    static int print(List<String> words) {
        try {
            Arguments arguments = Arguments.parse(words);
            Problems problems = new Problems();
            List<Source> sources = FlagRun.sources(arguments, problems);
            ProcessWords found = Wiring.starter()
                    .examine(sources, FlagRun.environment(arguments, sources))
                    .words();
            String prefix = prefix(Privileges.wanted(found));
            String pidFile = arguments.pidFile.orElse(found.pidFile());
            // The launcher hands the pid file to the new user, who may not write into its directory.
            boolean handPidFile = prefix.contains("--reuid=") && !pidFile.isEmpty();
            System.out.print(prefix + (handPidFile ? "\n" + pidFile : ""));
            System.out.flush();
            return 0;
        } catch (Arguments.Misuse | CannotStart e) {
            return 1;
        }
    }

    /** Only the right to bind ports below 1024 is kept: the listeners are not bound yet. */
    static String prefix(Privileges wanted) {
        if (wanted.uid() <= 0 && wanted.gid() <= 0) return "";
        StringBuilder words = new StringBuilder("setpriv");
        if (wanted.uid() > 0) words.append(" --reuid=").append(wanted.uid());
        if (wanted.gid() > 0) words.append(" --regid=").append(wanted.gid());
        words.append(" --clear-groups");
        for (String set : List.of("inh-caps", "ambient-caps", "bounding-set"))
            words.append(" --").append(set).append("=-all,+net_bind_service");
        return words.toString();
    }
}
