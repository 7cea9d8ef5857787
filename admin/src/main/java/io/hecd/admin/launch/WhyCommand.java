package io.hecd.admin.launch;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hecd why ID`: asks a running hecd how a request failed. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = "Tell how a request failed, by the id on its error page, in its header or in the log.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:told", "1:there is no such story, or nobody answers", "2:the command line makes no sense"})
final class WhyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "the id; without one, the last failures are listed")
    private String id = "";

    @Mixin
    private SocketChoice choice = new SocketChoice();

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "10",
            description = "without an id, how many; default: 10")
    private int last;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "default: text")
    private String format = "text";

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json"))
            return refuse("--format is text or json, not '" + format + "'", 2);
        if (!id.matches("[0-9a-z-]*")) return refuse("'" + id + "' is no id; they look like 1nf7rja-0-5", 2);
        if (last < 1 || last > 999_999) return refuse("--last is a number from 1", 2);
        try {
            return ask(choice.address());
        } catch (SocketChoice.Refused e) {
            return refuse(String.valueOf(e.getMessage()), 2);
        } catch (IOException e) {
            return refuse("nobody answers: " + e.getMessage(), 1);
        }
    }

    private int ask(SocketAddress socket) throws IOException {
        String command = "show why " + (id.isEmpty() ? "last " + last : id) + (format.equals("json") ? " json" : "");
        String answer = SocketClient.ask(socket, command);
        // Without the empty line that ends each answer.
        if (answer.endsWith("\n\n")) answer = answer.substring(0, answer.length() - 1);
        // A story begins with its id, and an object with a brace.
        boolean told = id.isEmpty() || answer.startsWith(id + ":") || answer.startsWith("{");
        (told ? System.out : System.err).print(answer);
        System.out.flush();
        return told ? 0 : 1;
    }

    private static int refuse(String why, int code) {
        System.err.println("hecd why: " + why);
        return code;
    }
}
