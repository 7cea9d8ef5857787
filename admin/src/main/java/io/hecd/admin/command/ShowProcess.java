package io.hecd.admin.command;

import io.hecd.admin.stats.ProcessTable;
import java.util.List;

/** `show info [typed|json] [desc] [float]`: the process in figures. */
final class ShowProcess implements Command {
    @Override
    public String name() {
        return "show info";
    }

    @Override
    public String synopsis() {
        return "show info [desc|json|typed|float]*";
    }

    @Override
    public String description() {
        return "report information about the running process";
    }

    @Override
    public Answer run(Request request) {
        ProcessTable table = request.house().process();
        List<String> words = request.words();
        StringBuilder out = new StringBuilder();
        if (words.contains("json")) table.json(out);
        else if (words.contains("typed")) table.typed(words.contains("desc"), words.contains("float"), out);
        else table.plain(words.contains("desc"), words.contains("float"), out);
        return Answer.lines(out);
    }
}
