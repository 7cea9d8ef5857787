package io.hecd.discovery.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers as JSON, with the fields in etcd's order, its escapes, and the line feed at the end. */
final class KeysJson {
    /** Something that writes itself. */
    interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /** Go's: what could mean something in HTML is escaped, in small letters. */
    private static final class GoEscapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;
        private final int[] ascii = standardAsciiEscapesForJSON();

        GoEscapes() {
            for (int c = 0; c < ' '; c++) if (c != '\n' && c != '\r' && c != '\t') ascii[c] = ESCAPE_CUSTOM;
            for (char c : new char[] {'<', '>', '&'}) ascii[c] = ESCAPE_CUSTOM;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            boolean escaped = c < 0x80 || c == 0x2028 || c == 0x2029;
            return escaped ? new SerializedString(String.format("\\u%04x", c)) : null;
        }
    }

    private static final JsonFactory JSON = new JsonFactory().setCharacterEscapes(new GoEscapes());

    private KeysJson() {}

    static String text(Part part) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            part.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
        return text.toString();
    }

    static String event(String action, Node node, Optional<Node> before, long nowMillis) {
        return text(json -> {
                    json.writeStartObject();
                    json.writeStringField("action", action);
                    json.writeFieldName("node");
                    write(json, node, nowMillis);
                    if (before.isPresent()) {
                        json.writeFieldName("prevNode");
                        write(json, before.get(), nowMillis);
                    }
                    json.writeEndObject();
                })
                + "\n";
    }

    static String action(String action) {
        return text(json -> {
                    json.writeStartObject();
                    json.writeStringField("action", action);
                    json.writeEndObject();
                })
                + "\n";
    }

    static String error(KeysError error) {
        return text(json -> {
                    json.writeStartObject();
                    json.writeNumberField("errorCode", error.code().number);
                    json.writeStringField("message", error.code().message);
                    if (!error.about().isEmpty()) json.writeStringField("cause", error.about());
                    json.writeNumberField("index", error.index());
                    json.writeEndObject();
                })
                + "\n";
    }

    private static void write(JsonGenerator json, Node node, long nowMillis) throws IOException {
        json.writeStartObject();
        if (!node.path().isRoot()) json.writeStringField("key", node.path().text());
        if (node.value().isPresent())
            json.writeStringField("value", node.value().get());
        if (node.dir()) json.writeBooleanField("dir", true);
        if (node.expiresAtMillis() != 0) {
            json.writeStringField(
                    "expiration", Instant.ofEpochMilli(node.expiresAtMillis()).toString());
            long seconds = Math.floorDiv(node.expiresAtMillis() - nowMillis + 999, 1000L);
            if (seconds != 0) json.writeNumberField("ttl", seconds);
        }
        if (!node.nodes().isEmpty()) {
            json.writeArrayFieldStart("nodes");
            for (Node child : node.nodes()) write(json, child, nowMillis);
            json.writeEndArray();
        }
        if (!node.path().isRoot()) {
            json.writeNumberField("modifiedIndex", node.modified());
            json.writeNumberField("createdIndex", node.created());
        }
        json.writeEndObject();
    }
}
