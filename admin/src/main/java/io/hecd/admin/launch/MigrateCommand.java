package io.hecd.admin.launch;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `hecd migrate FILE`: the modern text of a 1.4 configuration. Its translator is not there yet, and it says so. */
@Command(name = "migrate", hidden = true, description = "Show a HAProxy 1.4 configuration in modern words.")
final class MigrateCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the configuration")
    private String file = "";

    @Override
    public Integer call() {
        System.err.println("hecd: 'migrate' is not there yet" + (file.isEmpty() ? "" : "; " + file + " was not read"));
        return 2;
    }
}
