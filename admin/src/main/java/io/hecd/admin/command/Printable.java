package io.hecd.admin.command;

/** Text that came from elsewhere (a registry, a client, the environment), made harmless for terminals and for readers of lines. */
public final class Printable {
    private Printable() {}

    /** Control characters become `\n`, `\t` or `\xHH`. */
    public static String text(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean harmless = c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f);
            if (harmless && out == null) continue;
            if (out == null) out = new StringBuilder(text.substring(0, i));
            if (harmless) out.append(c);
            else if (c == '\n') out.append("\\n");
            else if (c == '\t') out.append("\\t");
            else out.append(String.format("\\x%02x", (int) c));
        }
        return out == null ? text : out.toString();
    }
}
