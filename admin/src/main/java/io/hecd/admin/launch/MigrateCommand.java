package io.hecd.admin.launch;

import io.hecd.config.section.Migration;
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

/** `hecd migrate FILE`: what to change in a configuration of HAProxy 1.4, as a text for `patch`, with a reason for each line. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Show a HAProxy 1.4 configuration in modern words: a diff with a reason for each line.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is translated, or there was nothing to do",
            "1:some lines must be changed by hand; the reasons name them",
            "2:a file cannot be read, or the command line makes no sense"
        })
final class MigrateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "the configuration")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--full", description = "print the new text instead of the diff")
    private boolean full;

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<Source> sources = Source.files(files, problems);
        if (problems.hasErrors()) {
            System.err.print(ProblemPrinter.text(problems));
            return 2;
        }
        boolean byHand = false;
        for (Source source : sources) {
            List<Migration.Change> changes = Migration.of(source);
            if (changes.isEmpty()) System.err.println("hecd: " + source.name() + ": nothing to change");
            for (Migration.Change change : changes) {
                if (change.edits()) continue;
                byHand = true;
                if (full) System.err.println("hecd: " + source.name() + ":" + change.line() + ": " + change.reason());
            }
            System.out.print(full ? Migration.migrated(source) : Migration.diff(source));
        }
        System.out.flush();
        return byHand ? 1 : 0;
    }
}
