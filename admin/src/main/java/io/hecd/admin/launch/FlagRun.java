package io.hecd.admin.launch;

import io.hecd.config.text.Conditions;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import io.hecd.names.Host;
import io.hecd.names.Identity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A start with HAProxy's flags: from the words of the command line to the exit code. */
final class FlagRun {
    private final Alerts alerts;
    private final Engine.Starter starter;

    FlagRun(Alerts alerts, Engine.Starter starter) {
        this.alerts = alerts;
        this.starter = starter;
    }

    int run(List<String> words) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(words);
        } catch (Arguments.Misuse e) {
            String message = String.valueOf(e.getMessage());
            if (!message.isEmpty()) alerts.alert(message);
            System.out.print(Version.brief());
            System.err.print(Version.usage());
            return 1;
        }
        alerts.quiet(arguments.quiet);
        return switch (arguments.task) {
            case VERSION -> print(Version.brief());
            case BUILD_OPTIONS -> print(Version.complete());
            case CONDITION -> condition(arguments.condition);
            case CHECK -> check(arguments);
            case RUN -> serve(arguments);
        };
    }

    private static int print(String text) {
        System.out.print(text);
        System.out.flush();
        return 0;
    }

    private int condition(String text) {
        try {
            Facts facts = new Facts(Identity.FULL_VERSION, Identity.FEATURES, "", Environment.system());
            return Conditions.evaluate(text, facts) ? 0 : 1;
        } catch (Mistake e) {
            alerts.alert("config : Failed to evaluate condition: " + e.problem().message());
            return 2;
        }
    }

    private int check(Arguments arguments) {
        Problems problems = new Problems();
        List<Source> sources = sources(arguments, problems);
        if (problems.hasErrors()) return refused(problems);
        Engine.Examined examined = starter.examine(sources, environment(arguments, sources));
        Problems found = examined.problems();
        alerts.problems(found);
        if (found.hasErrors()) {
            alerts.alert("config : Fatal errors found in configuration.");
            return 1;
        }
        boolean warned = found.count(Severity.WARNING) > 0;
        if (warned && (arguments.fatalWarnings || examined.words().zeroWarning())) return warningsAreFatal();
        // These sentences are read by programs; they are the twin's.
        if (warned) tell(arguments, "Warnings were found.");
        if (!examined.listens()) {
            tell(arguments, "Configuration file has no error but will not start (no listener) => exit(2).");
            return 2;
        }
        tell(arguments, "Configuration file is valid");
        return 0;
    }

    private static void tell(Arguments arguments, String text) {
        if (arguments.quiet) return;
        System.out.println(text);
        System.out.flush();
    }

    /** Flags that are understood and do nothing yet. Nothing is ignored silently. */
    private void remarks(Arguments arguments) {
        if (arguments.diagnostics) alerts.notice("-dD: hecd has no diagnostics beyond its warnings yet.");
        if (arguments.masterSocket.isPresent()) alerts.notice("-S: the master socket is not there yet.");
        if (arguments.takeoverSocket.isPresent())
            alerts.notice("-x: listeners are not taken over yet; both processes bind them (SO_REUSEPORT).");
        if (arguments.megabytes > 0) alerts.notice("-m: the memory of hecd is limited by HECD_HEAP, see bin/hecd.");
        if (arguments.maxConnectionsPerProxy > 0)
            alerts.notice("-N: write 'maxconn' in 'defaults'; the flag does nothing yet.");
        if (arguments.keywordDump.isPresent()) alerts.notice("-dK: keywords are not listed yet.");
    }

    private int serve(Arguments arguments) {
        remarks(arguments);
        Problems problems = new Problems();
        List<Source> sources = sources(arguments, problems);
        if (problems.hasErrors()) return refused(problems);
        Problems notes = new Problems();
        Engine engine;
        try {
            engine = starter.start(sources, environment(arguments, sources), notes);
        } catch (Engine.Refused e) {
            alerts.problems(e.problems());
            alerts.alert(String.valueOf(e.getMessage()));
            return 1;
        }
        alerts.problems(notes);
        if (notes.count(Severity.WARNING) > 0
                && (arguments.fatalWarnings || engine.words().zeroWarning())) {
            engine.stop();
            return warningsAreFatal();
        }
        return new Lifetime(alerts, arguments, engine, () -> reload(arguments, engine), () -> {}).live();
    }

    private static Problems reload(Arguments arguments, Engine engine) {
        Problems unread = new Problems();
        List<Source> sources = sources(arguments, unread);
        return unread.hasErrors() ? unread : engine.reload(sources);
    }

    private int refused(Problems problems) {
        alerts.problems(problems);
        return 1;
    }

    private int warningsAreFatal() {
        alerts.alert("config : Some warnings were found and 'zero-warning' is set. Aborting.");
        return 1;
    }

    /** The files in the order of the command line, and last a text for the flags that overrule the files. */
    static List<Source> sources(Arguments arguments, Problems problems) {
        List<Path> files = arguments.resolvedFiles();
        List<Source> sources = new ArrayList<>(Source.files(files, problems));
        StringBuilder overruling = new StringBuilder();
        if (arguments.maxConnections > 0)
            overruling.append("  maxconn ").append(arguments.maxConnections).append('\n');
        if (overruling.length() > 0) sources.add(new Source("command line", "global\n" + overruling));
        return sources;
    }

    static Environment environment(Arguments arguments, List<Source> sources) {
        Environment environment = Environment.system();
        arguments.localPeer.ifPresent(name -> environment.set("HAPROXY_LOCALPEER", name));
        if (arguments.masterWorker) environment.set("HAPROXY_MWORKER", "1");
        return environment.withProcess(Host.name(), sources, Identity.FULL_VERSION);
    }
}
