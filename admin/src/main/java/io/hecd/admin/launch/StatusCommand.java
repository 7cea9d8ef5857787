package io.hecd.admin.launch;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hecd status`: the page of statistics in the terminal, from a runtime socket. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what a running hecd or HAProxy does.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:nobody answers, with the reason", "2:the command line makes no sense"})
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "default: text")
    private String format = "text";

    @Mixin
    private SocketChoice choice = new SocketChoice();

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            System.err.println("hecd status: --format is text or json, not '" + format + "'");
            return 2;
        }
        try {
            StatusReport report = StatusReport.ask(choice.address());
            System.out.print(
                    format.equals("json") ? report.json() : new StatusTable(report, Terminal.hasColours()).text());
            System.out.flush();
            return 0;
        } catch (SocketChoice.Refused e) {
            System.err.println("hecd status: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("hecd status: nobody answers: " + e.getMessage());
            return 1;
        }
    }
}
