package io.hecd.admin.why;

import io.hecd.admin.command.Answer;
import io.hecd.admin.command.Command;
import io.hecd.admin.command.Level;
import io.hecd.admin.command.Refusal;
import io.hecd.admin.command.Request;
import io.hecd.proxy.Stories;
import io.hecd.proxy.Story;
import io.hecd.proxy.Worker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * `show why ID [json]` and `show why last [N] [json]`, hecd's own: how requests failed. Stories are read as they lie in the
 * workers' rings, so it answers at once however busy these are.
 */
public final class ShowWhy implements Command {
    private static final int USUAL_MANY = 10;

    @Override
    public String name() {
        return "show why";
    }

    @Override
    public String synopsis() {
        return "show why <id> | last [<n>] [json]";
    }

    @Override
    public String description() {
        return "tell how a request failed, or list the last ones that did";
    }

    /** It shows who asked for what. */
    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        List<Worker> workers = request.house().context().workers();
        String first = request.word(0);
        if (first.isEmpty()) throw new Refusal("Require an id, or 'last'.");
        return first.equals("last") ? last(request, workers) : one(request, first, workers);
    }

    private static Answer one(Request request, String id, List<Worker> workers) throws Refusal {
        boolean json = isJson(request, 1);
        for (Worker worker : workers) {
            Story story = worker.stories().find(id);
            if (story != null) return Answer.lines(json ? StoryJson.json(story) : StoryText.text(story));
        }
        throw new Refusal("No such story: it may be too long ago, or not of this process.");
    }

    private static Answer last(Request request, List<Worker> workers) throws Refusal {
        int many = USUAL_MANY;
        int next = 1;
        if (request.word(1).matches("\\d{1,6}")) {
            many = Integer.parseInt(request.word(1));
            next = 2;
        }
        boolean json = isJson(request, next);
        List<Story> stories = new ArrayList<>();
        for (Worker worker : workers) stories.addAll(worker.stories().last(Math.min(many, Stories.KEPT)));
        stories.sort(Comparator.comparingLong(Story::atMillis).reversed());
        StringBuilder lines = new StringBuilder();
        for (Story story : stories.subList(0, Math.min(many, stories.size())))
            lines.append(json ? StoryJson.json(story) : StoryText.line(story));
        return Answer.lines(lines);
    }

    private static boolean isJson(Request request, int at) throws Refusal {
        String word = request.word(at);
        if (!word.isEmpty() && !word.equals("json")) throw new Refusal("'" + word + "' is not understood; 'json' is.");
        return !word.isEmpty();
    }
}
