package io.hecd.admin.launch;

import io.hecd.admin.json.JsonText;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Store;
import io.hecd.discovery.sync.ServerValue;
import io.hecd.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** `hecd servers`: what stands in a registry, and which of it hecd would leave out. */
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description = "List the servers of a registry.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:listed; there may be none",
            "1:not read, with the reason",
            "2:the command line makes no sense"
        })
final class ServersCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "default: text")
    private String format = "text";

    @Mixin
    private RegistryChoice choice = new RegistryChoice();

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            System.err.println("hecd servers: --format is text or json, not '" + format + "'");
            return 2;
        }
        try {
            String directory = choice.directory();
            try (Store store = choice.open()) {
                List<Row> rows = RegistryChoice.answer(store, store.read(directory)).entries().stream()
                        // What lies deeper belongs to another application; a marker of the directory is no server.
                        .filter(entry -> entry.key().indexOf('/', directory.length()) < 0
                                && entry.key().length() > directory.length())
                        .map(Row::of)
                        .toList();
                System.out.print(format.equals("json") ? json(rows) : text(directory, rows));
                System.out.flush();
                return 0;
            }
        } catch (RegistryChoice.Refused e) {
            System.err.println("hecd servers: " + e.getMessage());
            return 1;
        }
    }

    private record Row(String key, String name, String value, long secondsLeft, String leftOut) {
        static Row of(Entry entry) {
            long left = entry.expiresAtMillis() == 0
                    ? 0
                    : Math.max(1, (entry.expiresAtMillis() - Clock.system().wallMillis() + 999) / 1000);
            String name = entry.key().substring(entry.key().lastIndexOf('/') + 1);
            return new Row(
                    entry.key(),
                    name,
                    entry.value(),
                    left,
                    ServerValue.objection(entry.key(), entry.value()).orElse(""));
        }
    }

    private static String text(String directory, List<Row> rows) {
        if (rows.isEmpty()) return "no servers below " + directory + "\n";
        int widest = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            text.append(Terminal.printable(row.name)).append(" ".repeat(widest - row.name.length() + 2));
            text.append(Terminal.printable(row.value));
            if (row.secondsLeft > 0) text.append("  (").append(row.secondsLeft).append(" s)");
            if (!row.leftOut.isEmpty()) text.append("  left out: ").append(row.leftOut);
            text.append('\n');
        }
        return text.toString();
    }

    private static String json(List<Row> rows) {
        return JsonText.line(json -> {
            json.writeArrayFieldStart("servers");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("name", row.name);
                json.writeStringField("value", row.value);
                json.writeStringField("key", row.key);
                if (row.secondsLeft > 0) json.writeNumberField("ttl", row.secondsLeft);
                if (!row.leftOut.isEmpty()) json.writeStringField("leftOut", row.leftOut);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
