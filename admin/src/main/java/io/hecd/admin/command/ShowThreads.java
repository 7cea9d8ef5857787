package io.hecd.admin.command;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** `show threads`: hecd's own threads, what they do and where they are. */
final class ShowThreads implements Command {
    private static final String OURS = "hecd-";

    @Override
    public String name() {
        return "show threads";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "show some threads debugging information";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) {
        List<Map.Entry<Thread, StackTraceElement[]>> threads = Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith(OURS))
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()))
                .toList();
        StringBuilder out = new StringBuilder();
        for (var entry : threads) {
            Thread thread = entry.getKey();
            out.append(thread == Thread.currentThread() ? "* " : "  ");
            out.append("Thread ").append(thread.getName()).append(" : state=").append(thread.getState());
            if (entry.getValue().length > 0) out.append(" at ").append(entry.getValue()[0]);
            out.append('\n');
        }
        return Answer.lines(out);
    }
}
