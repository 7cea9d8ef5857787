package io.hecd.admin.command;

import java.util.Map;
import java.util.TreeMap;

/** `show env`: the environment that the process was started with. */
final class ShowEnv implements Command {
    @Override
    public String name() {
        return "show env";
    }

    @Override
    public String synopsis() {
        return "show env [var]";
    }

    @Override
    public String description() {
        return "dump environment variables known to the process";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        Map<String, String> all = new TreeMap<>(System.getenv());
        String wanted = request.word(0);
        if (!wanted.isEmpty()) {
            String value = all.get(wanted);
            if (value == null) throw new Refusal("Variable not found");
            all = Map.of(wanted, value);
        }
        StringBuilder out = new StringBuilder();
        all.forEach((name, value) -> out.append(Printable.text(name))
                .append('=')
                .append(Printable.text(value))
                .append('\n'));
        return Answer.lines(out);
    }
}
