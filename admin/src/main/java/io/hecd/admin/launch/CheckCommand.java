package io.hecd.admin.launch;

import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hecd check FILE`: what `-c` does, for people and, as JSON, for programs; with its exit codes. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Say what is wrong with configuration files, without running them.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:valid; there may be warnings and notices",
            "1:an error, or a file that cannot be read",
            "2:no error, but nothing to listen on; or a command line that makes no sense"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files or directories, in order")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "default: text")
    private String format = "text";

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            System.err.println("hecd check: --format is text or json, not '" + format + "'");
            return 2;
        }
        Problems problems = new Problems();
        List<Source> sources = Source.files(files, problems);
        boolean listens = true;
        if (!problems.hasErrors()) {
            Engine.Examined examined =
                    Wiring.starter().examine(sources, FlagRun.environment(Arguments.none(), sources));
            problems = examined.problems();
            listens = examined.listens() || problems.hasErrors();
        }
        if (!listens)
            problems.add(new Problem(
                    Severity.WARNING,
                    "no-listener",
                    Position.NONE,
                    0,
                    "no error, but this will not start: nothing to listen on",
                    "write a 'bind' line in a frontend or listen section"));
        if (format.equals("json")) System.out.print(ProblemPrinter.json(problems));
        else System.out.print(problems.isEmpty() ? "no problems\n" : ProblemPrinter.text(problems));
        System.out.flush();
        if (problems.hasErrors()) return 1;
        return listens ? 0 : 2;
    }
}
