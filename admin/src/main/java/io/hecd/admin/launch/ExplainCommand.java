package io.hecd.admin.launch;

import io.hecd.admin.why.ExplanationText;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.runtime.ConfigurationException;
import io.hecd.runtime.Explanation;
import io.hecd.runtime.Explanation.Verdict;
import io.hecd.runtime.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `hecd explain`: where a request would go by a configuration, and which lines say so. Sends nothing. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Show where a request would go, and which lines of the configuration say so. Sends nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:a server would get it, or it would be answered by a rule",
            "1:nobody would; or the configuration has an error",
            "2:the command line makes no sense"
        })
final class ExplainCommand implements Callable<Integer> {
    @Option(names = "-f", required = true, paramLabel = "FILE", description = "files or directories, in order")
    private List<Path> files = new ArrayList<>();

    @Option(names = "-H", paramLabel = "NAME:VALUE", description = "a header of the request")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "IP",
            defaultValue = "127.0.0.1",
            description = "the client; default: 127.0.0.1")
    private String from = "";

    @Option(names = "--method", paramLabel = "METHOD", defaultValue = "", description = "default: GET")
    private String method = "";

    @Option(
            names = "--frontend",
            paramLabel = "NAME",
            defaultValue = "",
            description = "default: who listens at the URL's port")
    private String frontend = "";

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "default: text")
    private String format = "text";

    @Parameters(
            arity = "1..2",
            paramLabel = "[METHOD] URL",
            description = "http://host[:port]/path, /path, tcp://host:port")
    private List<String> request = new ArrayList<>();

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json"))
            return refuse("--format is text or json, not '" + format + "'");
        if (request.size() == 2 && !method.isEmpty()) return refuse("the method is given twice");
        String verb = request.size() == 2 ? request.get(0) : method.isEmpty() ? "GET" : method;
        Problems problems = new Problems();
        List<Source> sources = Source.files(files, problems);
        if (problems.hasErrors()) return broken(problems);
        try {
            Explanation explanation = Wiring.explain(
                    sources, new Question(verb, request.get(request.size() - 1), frontend, from, List.copyOf(headers)));
            System.out.print(
                    format.equals("json") ? ExplanationText.json(explanation) : ExplanationText.text(explanation));
            System.out.flush();
            Verdict verdict = explanation.verdict();
            return verdict == Verdict.NOBODY || verdict == Verdict.NO_SERVER ? 1 : 0;
        } catch (ConfigurationException e) {
            return broken(e.problems());
        } catch (Question.Unasked e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private int broken(Problems problems) {
        System.err.print(format.equals("json") ? ProblemPrinter.json(problems) : ProblemPrinter.text(problems));
        return 1;
    }

    private static int refuse(String why) {
        System.err.println("hecd explain: " + why);
        return 2;
    }
}
