package io.hecd.config.section;

import io.hecd.config.model.ProxyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The user manual of the words (docs/keywords.md), written from the tables, so that it cannot lie. */
public final class KeywordList {
    private final StringBuilder out = new StringBuilder();

    private KeywordList() {}

    /** The whole page. */
    public static String markdown() {
        return new KeywordList().page();
    }

    private String page() {
        out.append("# The words of haproxy.cfg in hecd\n\n");
        out.append(
                "What a word does is told in HAProxy's configuration manual. This page only tells whether hecd has it.\n");
        out.append("It is generated from the keyword tables; do not edit it.\n\n");
        out.append("- **supported**: works as the manual says. **differs**: works, see the remark.\n");
        out.append("- **no effect**: accepted, and said once: it only matters to how HAProxy itself is built.\n");
        out.append(
                "- **not yet**: an error that names the word. **translated**: a word of HAProxy 1.4, see `hecd migrate`.\n");
        out.append("- **removed**: HAProxy has given it up, and there is no translation.\n\n");
        out.append("Where: D defaults, (D) only a defaults section with a name, F frontend, L listen, B backend.\n");
        section("global (manual 3)", GlobalWords.TABLE.rows(), false);
        section("Proxies (manual 4.2)", ProxyWords.TABLE.rows(), true);
        section("bind lines (manual 5.1)", BindWords.TABLE.rows(), false);
        section("server and default-server lines (manual 5.2)", ServerWords.TABLE.rows(), false);
        return out.toString();
    }

    private void section(String title, Collection<? extends Keyword<?>> rows, boolean places) {
        List<Keyword<?>> working = new ArrayList<>();
        List<Keyword<?>> others = new ArrayList<>();
        for (Keyword<?> row : rows) (row.status() == Status.SUPPORTED ? working : others).add(row);
        out.append("\n## ").append(title).append("\n\n");
        out.append(working.size()).append(" of ").append(rows.size()).append(" words work.\n\n");
        out.append(
                places
                        ? "| word | where | | remark |\n| --- | --- | --- | --- |\n"
                        : "| word | | remark |\n| --- | --- | --- |\n");
        for (Keyword<?> row : working) row(row, places);
        for (Keyword<?> row : others) row(row, places);
    }

    private void row(Keyword<?> row, boolean places) {
        out.append("| `").append(row.name()).append("` | ");
        if (places) out.append(where(row)).append(" | ");
        out.append(word(row))
                .append(" | ")
                .append(row.remark().replace("|", "\\|"))
                .append(" |\n");
    }

    private static String where(Keyword<?> row) {
        StringBuilder where = new StringBuilder();
        for (ProxyKind kind : ProxyKind.values()) {
            if (row.isAtHome(kind, false)) where.append(kind.name().charAt(0));
            else if (row.isAtHome(kind, true)) where.append("(D)");
        }
        return where.toString();
    }

    private static String word(Keyword<?> row) {
        return switch (row.status()) {
            case SUPPORTED -> row.remark().isEmpty() ? "supported" : "differs";
            case ACCEPTED -> "no effect";
            case LEGACY -> "translated";
            case NOT_YET, REMOVED ->
                row.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
