package io.hecd.discovery.keys;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Fields of a query and of a form body, read as Go does it: of a name that comes twice the first counts, the body's first. */
final class Form {
    private final Map<String, String> fields = new HashMap<>();

    /** @throws KeysError if it is not well formed */
    void add(String text) {
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) continue;
            if (pair.indexOf(';') >= 0)
                throw new KeysError(KeysError.Code.INVALID_FORM, "invalid semicolon separator in query");
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            fields.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1), true));
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean flag(String name) {
        return flag(name, "\"" + name + "\"").orElse(false);
    }

    /** @param named how the message of etcd names the field */
    Optional<Boolean> flag(String name, String named) {
        if (!has(name)) return Optional.empty();
        return Optional.of(
                switch (text(name)) {
                    case "1", "t", "T", "TRUE", "true", "True" -> true;
                    case "0", "f", "F", "FALSE", "false", "False" -> false;
                    default -> throw new KeysError(KeysError.Code.INVALID_FIELD, "invalid value for " + named);
                });
    }

    /** An unsigned number; 0 when it is not there. */
    long number(String name, KeysError.Code otherwise) {
        if (!has(name)) return 0;
        String text = text(name);
        try {
            if (!text.isEmpty() && Character.isDigit(text.charAt(0))) return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new KeysError(otherwise, "invalid value for \"" + name + "\"");
    }

    /** @throws KeysError if a percent sign is not followed by two hexadecimal digits */
    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (raw[i] == '%') {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0)
                    throw new KeysError(
                            KeysError.Code.INVALID_FORM,
                            "invalid URL escape \""
                                    + new String(raw, i, Math.min(3, raw.length - i), StandardCharsets.UTF_8) + "\"");
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
