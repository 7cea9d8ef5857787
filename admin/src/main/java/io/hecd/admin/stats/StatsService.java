package io.hecd.admin.stats;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.proxy.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The statistics of a proxy's `stats uri`: page, `;csv`, `;json`, `;typed` (manual 4.2). Answers are made on a thread of the
 * subsystem, never on a worker. Nothing can be changed here.
 */
final class StatsService implements Service {
    private final PagePlan plan;
    private final byte[] uri;
    private final AnswerThread thread;
    private final Supplier<Optional<Tables>> tables;

    /** What the answers are read from, once the load balancer runs. */
    record Tables(StatsTable stats, ProcessTable process) {}

    StatsService(PagePlan plan, AnswerThread thread, Supplier<Optional<Tables>> tables) {
        this.plan = plan;
        this.uri = Ascii.bytes(plan.uri());
        this.thread = thread;
        this.tables = tables;
    }

    @Override
    public boolean takes(ByteView target) {
        if (target.length() < uri.length) return false;
        for (int i = 0; i < uri.length; i++) if (target.array()[target.offset() + i] != uri[i]) return false;
        return true;
    }

    @Override
    public void answer(Query query, Consumer<Reply> then) {
        thread.answer(() -> answer(query), StatsService::text, then);
    }

    private Reply answer(Query query) {
        if (!plan.lets(query.authorization())) return unauthorized();
        Optional<Tables> now = tables.get();
        if (now.isEmpty()) return text(503, "The statistics are not there yet.\n");
        String rest = query.target().substring(plan.uri().length());
        switch (query.method()) {
            case "GET", "HEAD" -> {}
            case "POST" -> {
                return answer(303, List.of(new Header("location", plan.uri() + ";st=DENY")), "text/plain", "");
            }
            default -> {
                return text(405, "Only GET and HEAD.\n");
            }
        }
        return shown(new PageWords(rest), now.get());
    }

    private Reply shown(PageWords words, Tables now) {
        RowFilter filter = RowFilter.ALL
                .withLegends(plan.legends())
                .withUp(words.has("up"))
                .withNoMaint(words.has("no-maint"))
                .withScope(words.scope());
        List<Header> refresh = plan.refreshSeconds() > 0 && !words.has("norefresh")
                ? List.of(new Header("refresh", Long.toString(plan.refreshSeconds())))
                : List.of();
        StringBuilder out = new StringBuilder();
        if (words.has("csv")) {
            StatsCsv.begin(out);
            each(now, filter, row -> StatsCsv.append(row, out));
            return answer(200, refresh, "text/plain", out.toString());
        }
        if (words.has("typed")) {
            each(now, filter, row -> StatsTyped.append(row, false, out));
            return answer(200, refresh, "text/plain", out.toString());
        }
        if (words.has("json")) {
            StatsJson json = new StatsJson();
            json.begin(out);
            each(now, filter, row -> json.append(row, out));
            json.end(out);
            return answer(200, refresh, "application/json", out.toString());
        }
        List<Row> rows = new ArrayList<>();
        each(now, filter, rows::add);
        return answer(200, refresh, "text/html", new StatsPage(plan, now, words).html(rows));
    }

    private void each(Tables now, RowFilter filter, Consumer<Row> to) {
        now.stats().each(filter, row -> {
            if (plan.shows(row.proxy().config().name())) to.accept(row);
        });
    }

    private Reply unauthorized() {
        String realm = plan.realm().replace("\\", "\\\\").replace("\"", "\\\"");
        return answer(
                401,
                List.of(new Header("www-authenticate", "Basic realm=\"" + realm + "\"")),
                "text/plain",
                "A name and a password are needed.\n");
    }

    private static Reply text(int status, String text) {
        return answer(status, List.of(), "text/plain", text);
    }

    private static Reply answer(int status, List<Header> more, String type, String body) {
        List<Header> headers = new ArrayList<>(more);
        headers.add(new Header("cache-control", "no-store"));
        headers.add(new Header("content-type", type + "; charset=utf-8"));
        headers.add(new Header("content-security-policy", StatsPage.POLICY));
        headers.add(new Header("x-content-type-options", "nosniff"));
        headers.add(new Header("x-frame-options", "DENY"));
        return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
