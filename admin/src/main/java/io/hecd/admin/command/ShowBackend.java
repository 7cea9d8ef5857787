package io.hecd.admin.command;

import io.hecd.backend.BackendControl;
import java.util.List;

/** `show backend`: the names of all backends. */
final class ShowBackend implements Command {
    @Override
    public String name() {
        return "show backend";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "list backends in the current running config";
    }

    @Override
    public Answer run(Request request) {
        StringBuilder out = new StringBuilder("# name\n");
        for (BackendControl backend : request.house().backends())
            out.append(backend.backend().name()).append('\n');
        return Answer.lines(out);
    }

    /** The backend that the first word names, or all. */
    static List<BackendControl> chosen(Request request) throws Refusal {
        if (request.word(0).isEmpty()) return request.house().backends();
        return List.of(request.house().backend(request.word(0)).orElseThrow(() -> new Refusal("Can't find backend.")));
    }
}
