package io.hecd.admin.stats;

/** The three letters of the typed output, spelled out as its JSON form has them (management 9.2). */
final class Tags {
    private Tags() {}

    static String origin(String tag) {
        return switch (tag.charAt(0)) {
            case 'M' -> "Metric";
            case 'S' -> "Status";
            case 'K' -> "Key";
            case 'C' -> "Config";
            case 'P' -> "Product";
            default -> "Unknown";
        };
    }

    static String nature(String tag) {
        return switch (tag.charAt(1)) {
            case 'A' -> "Age";
            case 'a' -> "Avg";
            case 'C' -> "Counter";
            case 'D' -> "Duration";
            case 'G' -> "Gauge";
            case 'L' -> "Limit";
            case 'M' -> "Max";
            case 'm' -> "Min";
            case 'N' -> "Name";
            case 'O' -> "Output";
            case 'R' -> "Rate";
            case 'T' -> "Time";
            default -> "Unknown";
        };
    }

    static String scope(String tag) {
        return switch (tag.charAt(2)) {
            case 'C' -> "Cluster";
            case 'P' -> "Process";
            case 'S' -> "Service";
            case 's' -> "System";
            default -> "Unknown";
        };
    }

    /** The part of a JSON object that tells field, process, tags and value. */
    static void json(int position, String name, String tag, String type, String value, StringBuilder out) {
        out.append("\"field\":{\"pos\":")
                .append(position)
                .append(",\"name\":\"")
                .append(name);
        out.append("\"},\"processNum\":1,\"tags\":{\"origin\":\"").append(origin(tag));
        out.append("\",\"nature\":\"").append(nature(tag));
        out.append("\",\"scope\":\"").append(scope(tag));
        out.append("\"},\"value\":{\"type\":\"").append(type).append("\",\"value\":");
        if (type.equals("str")) Json.string(value, out);
        else out.append(value);
        out.append("}}");
    }
}
