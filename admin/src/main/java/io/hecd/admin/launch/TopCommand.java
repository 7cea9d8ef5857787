package io.hecd.admin.launch;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hecd top`: the table of `hecd status` anew each second, until ^C. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Show it live, each second; ^C ends it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:nobody answers any more", "2:the command line makes no sense"})
final class TopCommand implements Callable<Integer> {
    private static final String HOME = "\033[H";
    /** Clears the rest of each line and of the screen instead of all first: nothing flickers. */
    private static final String REST_OF_LINE = "\033[K";

    private static final String REST_OF_SCREEN = "\033[J";
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    @Option(names = "--times", paramLabel = "N", description = "ends after so many tables")
    private int times = Integer.MAX_VALUE;

    @Mixin
    private SocketChoice choice = new SocketChoice();

    @Override
    public Integer call() {
        try {
            SocketAddress socket = choice.address();
            for (int i = 0; i < times; i++) {
                if (i > 0) LockSupport.parkNanos(PAUSE);
                show(new StatusTable(StatusReport.ask(socket), Terminal.hasColours()).text());
            }
            return 0;
        } catch (SocketChoice.Refused e) {
            System.err.println("hecd top: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("hecd top: nobody answers: " + e.getMessage());
            return 1;
        }
    }

    private static void show(String table) {
        if (Terminal.isTerminal()) System.out.print(HOME + table.replace("\n", REST_OF_LINE + "\n") + REST_OF_SCREEN);
        else System.out.println(table);
        System.out.flush();
    }
}
