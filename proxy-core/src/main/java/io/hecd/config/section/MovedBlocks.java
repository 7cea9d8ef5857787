package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * `block` lines were looked at before all `http-request` lines, wherever they stood (manual of 1.5, block). As the rules that
 * they become are looked at in their place, they move above the first of those in their section.
 */
final class MovedBlocks {
    private final Source source;
    private final List<Migration.Change> changes;
    private final Map<String, Integer> acls = new HashMap<>();
    /** The first line of the section that is or becomes an `http-request` rule; 0 before there is one. */
    private int first;

    private int moved;

    MovedBlocks(Source source, List<Migration.Change> changes) {
        this.source = source;
        this.changes = changes;
    }

    void section() {
        acls.clear();
        first = 0;
        moved = 0;
    }

    void read(Line line) {
        if (line.keyword().equals("acl") && line.words().size() > 1)
            acls.put(line.words().get(1).text(), line.at().line());
        if (line.keyword().equals("http-request")) request(line);
    }

    void request(Line line) {
        if (first == 0) first = line.at().line();
    }

    boolean mustMove() {
        return first != 0;
    }

    void move(Line line, List<String> modern, String reason) {
        int from = line.at().line();
        String obstacle = obstacle(line);
        if (!obstacle.isEmpty()) {
            changes.add(Migration.Change.cannot(
                    from,
                    "'block' was looked at before the http-request rule of line " + first
                            + " and cannot be moved above it, because of " + obstacle + "; move it by hand"));
            return;
        }
        changes.add(Migration.Change.to(
                from,
                List.of(),
                reason + "; it moves above line " + first
                        + ", because it was looked at before all http-request rules"));
        insert(modern);
    }

    /** A rule must not be used above an ACL that it names, nor leave the branch that it stands in. */
    private String obstacle(Line line) {
        for (int i = first; i < line.at().line(); i++)
            if (source.line(i).stripLeading().startsWith(".")) return "the condition in line " + i;
        for (Word word : line.words()) {
            String name = word.text().startsWith("!") ? word.text().substring(1) : word.text();
            int at = acls.getOrDefault(name, 0);
            if (at > first) return "the acl in line " + at;
        }
        return "";
    }

    private void insert(List<String> modern) {
        int at = 0;
        while (at < changes.size() && changes.get(at).line() < first) at++;
        boolean changed = changes.get(at).line() == first;
        Migration.Change there = changed
                ? changes.remove(at)
                : Migration.Change.to(first, List.of(source.line(first)), "'block' lines from below move here");
        List<String> lines = new ArrayList<>(there.edits() ? there.replacement() : List.of(source.line(first)));
        lines.addAll(moved, modern);
        moved += modern.size();
        changes.add(at, Migration.Change.to(first, lines, there.reason()));
    }
}
