package io.hecd.admin.launch;

import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.names.Identity;
import java.io.PrintStream;

/**
 * What the process says on stderr, in HAProxy's shape: `[WARNING]  (4711) : text`. The first alert or warning is
 * preceded by who speaks. Silent under `-q`. Any thread may speak.
 */
final class Alerts {
    private final PrintStream out;
    private boolean quiet;
    private boolean introduced;

    Alerts(PrintStream out) {
        this.out = out;
    }

    void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    void notice(String text) {
        say("[NOTICE]   ", text);
    }

    void warning(String text) {
        introduce();
        say("[WARNING]  ", text);
    }

    void alert(String text) {
        introduce();
        say("[ALERT]    ", text);
    }

    /** Each problem with its line, caret and hint. */
    void problems(Problems problems) {
        for (Problem problem : problems.list()) problem(problem);
    }

    private void problem(Problem problem) {
        String text = "config : " + text(problem);
        switch (problem.severity()) {
            case ERROR -> alert(text);
            case WARNING -> warning(text);
            case NOTICE -> notice(text);
        }
    }

    /** First what programs read of HAProxy, `parsing [FILE:LINE] : message`; then the place for people. */
    private static String text(Problem problem) {
        Position at = problem.at();
        String shown = ProblemPrinter.text(problem).stripTrailing();
        int end = shown.indexOf('\n');
        String first = (end < 0 ? shown : shown.substring(0, end));
        String message = first.substring(first.indexOf(problem.severity().word() + ": ")
                + problem.severity().word().length()
                + 2);
        String rest = end < 0 ? "" : shown.substring(end);
        if (at.isNone()) return message + rest;
        return "parsing [" + at.file() + ":" + at.line() + "] : " + message + "\n  --> " + at + rest;
    }

    private synchronized void introduce() {
        if (introduced) return;
        introduced = true;
        say("[NOTICE]   ", "haproxy version is " + Identity.FULL_VERSION + " " + Identity.VERSION);
        Environ.launcher().ifPresent(path -> say("[NOTICE]   ", "path to executable is " + path));
    }

    private synchronized void say(String tag, String text) {
        if (quiet) return;
        // Lines after the first are marked, so that a reader of a mixed log sees what belongs together.
        out.println(tag + "(" + ProcessHandle.current().pid() + ") : " + text.replace("\n", "\n   | "));
        out.flush();
    }
}
