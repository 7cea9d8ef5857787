package io.hecd.admin.launch;

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
        String text = "config : " + ProblemPrinter.text(problem).stripTrailing();
        switch (problem.severity()) {
            case ERROR -> alert(text);
            case WARNING -> warning(text);
            case NOTICE -> notice(text);
        }
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
