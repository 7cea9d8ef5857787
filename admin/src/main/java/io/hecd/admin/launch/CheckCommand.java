package io.hecd.admin.launch;

import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hecd check FILE`: what `-c` does, for people and, as JSON, for programs. 0 valid, 1 not. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check configuration files; 0 when they are valid.")
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
        if (!problems.hasErrors())
            problems = Wiring.starter()
                    .examine(sources, FlagRun.environment(Arguments.none(), sources))
                    .problems();
        if (format.equals("json")) System.out.print(ProblemPrinter.json(problems));
        else System.out.print(problems.isEmpty() ? "no problems\n" : ProblemPrinter.text(problems));
        System.out.flush();
        return problems.hasErrors() ? 1 : 0;
    }
}
