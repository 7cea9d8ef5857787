package io.hecd.admin.command;

import io.hecd.admin.stats.RowFilter;
import io.hecd.admin.stats.StatsCsv;
import io.hecd.admin.stats.StatsJson;
import io.hecd.admin.stats.StatsTable;
import io.hecd.admin.stats.StatsTyped;

/** `show stat [{<iid>|<proxy>} <type> <sid>] [typed|json] [desc] [up|no-maint]`: counters of proxies and servers. */
record ShowStat(String name) implements Command {
    @Override
    public String synopsis() {
        return "show stat [desc|json|no-maint|typed|up]*";
    }

    @Override
    public String description() {
        return "report counters for each proxy and server";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        StatsTable table = request.house().stats();
        RowFilter filter = RowFilter.ALL;
        int at = 0;
        // Three words are which rows, whatever they are.
        if (!request.word(2).isEmpty()) {
            filter = filter.only(request.word(0), number(request.word(1)), number(request.word(2)));
            if (!table.knows(filter)) throw new Refusal("No such proxy.");
            at = 3;
        }
        boolean typed = false;
        boolean json = false;
        boolean described = false;
        for (; !request.word(at).isEmpty(); at++) {
            switch (request.word(at)) {
                case "typed" -> typed = true;
                case "json" -> json = true;
                case "desc" -> described = true;
                case "up" -> filter = filter.withUp(true);
                case "no-maint" -> filter = filter.withNoMaint(true);
                default -> {}
            }
        }
        StringBuilder out = new StringBuilder();
        if (json) json(table, filter, out);
        else if (typed) typed(table, filter, described, out);
        else {
            StatsCsv.begin(out);
            table.each(filter, row -> StatsCsv.append(row, out));
        }
        return Answer.lines(out);
    }

    private static void json(StatsTable table, RowFilter filter, StringBuilder out) {
        StatsJson form = new StatsJson();
        form.begin(out);
        table.each(filter, row -> form.append(row, out));
        form.end(out);
    }

    private static void typed(StatsTable table, RowFilter filter, boolean described, StringBuilder out) {
        table.each(filter, row -> StatsTyped.append(row, described, out));
    }

    /** As C reads it: what is none is 0. */
    private static int number(String word) {
        return word.matches("-?[0-9]{1,9}") ? Integer.parseInt(word) : 0;
    }
}
