package io.hecd.admin.launch;

import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(names = "--socket", paramLabel = "PATH|HOST:PORT", defaultValue = "", description = "the runtime socket")
    private String socket = "";

    @Option(names = "-f", paramLabel = "FILE", description = "a configuration whose 'stats socket' line names it")
    private List<Path> files = new ArrayList<>();

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
        if (socket.isEmpty() == files.isEmpty()) return refuse("give --socket PATH, or -f FILE", 2);
        Problems problems = new Problems();
        List<Source> sources = Source.files(files, problems);
        if (problems.hasErrors()) {
            System.err.print(ProblemPrinter.text(problems));
            return 1;
        }
        Optional<RuntimeClient> client =
                socket.isEmpty() ? RuntimeClient.of(Wiring.read(sources)) : RuntimeClient.at(socket);
        if (client.isEmpty())
            return socket.isEmpty()
                    ? refuse("no 'stats socket' line in the configuration; add 'stats socket /run/hecd.sock'", 1)
                    : refuse("'" + socket + "' is neither a path nor HOST:PORT", 2);
        return ask(client.get());
    }

    private int ask(RuntimeClient client) {
        String command = "show why " + (id.isEmpty() ? "last " + last : id) + (format.equals("json") ? " json" : "");
        try {
            String answer = client.ask(command);
            // A story begins with its id, and an object with a brace.
            boolean told = id.isEmpty() || answer.startsWith(id + ":") || answer.startsWith("{");
            (told ? System.out : System.err).print(answer);
            System.out.flush();
            return told ? 0 : 1;
        } catch (IOException e) {
            return refuse("nobody answers at " + client + ": " + e.getMessage(), 1);
        }
    }

    private static int refuse(String why, int code) {
        System.err.println("hecd why: " + why);
        return code;
    }
}
