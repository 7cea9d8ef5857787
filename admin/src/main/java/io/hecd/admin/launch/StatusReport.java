package io.hecd.admin.launch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hecd.admin.json.JsonText;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** `show info` and `show stat` of one moment, read by the names of their columns, whoever answered them. */
record StatusReport(Map<String, String> info, List<Map<String, String>> rows) {
    static StatusReport ask(SocketAddress socket) throws IOException {
        String answer = SocketClient.ask(socket, "show info;show stat");
        int csv = answer.indexOf("# pxname,");
        if (csv < 0) throw new IOException("no statistics came: " + firstLine(answer));
        return new StatusReport(info(answer.substring(0, csv)), rows(answer.substring(csv + 2)));
    }

    private static String firstLine(String answer) {
        return answer.isBlank() ? "nothing" : Terminal.printable(answer.strip().split("\n", 2)[0]);
    }

    private static Map<String, String> info(String lines) {
        Map<String, String> info = new LinkedHashMap<>();
        for (String line : lines.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) info.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return info;
    }

    private static List<Map<String, String>> rows(String csv) {
        List<Map<String, String>> rows = new ArrayList<>();
        String[] lines = csv.split("\n", -1);
        List<String> names = cells(lines[0]);
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            List<String> cells = cells(lines[i]);
            Map<String, String> row = new LinkedHashMap<>();
            for (int at = 0; at < Math.min(names.size(), cells.size()); at++)
                if (!names.get(at).isEmpty()
                        && !names.get(at).equals("-")
                        && !cells.get(at).isEmpty()) row.put(names.get(at), cells.get(at));
            rows.add(row);
        }
        return rows;
    }

    /** RFC 4180: a cell in quotes may hold commas, and quotes twice. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    String json() {
        return JsonText.line(json -> {
            json.writeObjectFieldStart("info");
            for (var entry : info.entrySet()) value(json, entry);
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Map<String, String> row : rows) {
                json.writeStartObject();
                for (var entry : row.entrySet()) value(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void value(JsonGenerator json, Map.Entry<String, String> entry) throws IOException {
        if (entry.getValue().matches("-?(0|[1-9][0-9]{0,17})"))
            json.writeNumberField(entry.getKey(), Long.parseLong(entry.getValue()));
        else json.writeStringField(entry.getKey(), entry.getValue());
    }
}
