package io.hecd.discovery.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sets that a registry read last, in a file: what hecd starts with while the store does not answer. Written to a file
 * beside it which then takes its name, so that a crash leaves the old one. On the registry's thread.
 */
public final class LastGood {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd.discovery");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int FORMAT = 1;

    private final Path file;
    private boolean failing;

    public LastGood(Path file) {
        this.file = file;
    }

    /** Sets by prefix; none when there is no file, or none that can be read (which is said). */
    Map<String, Snapshot> load() {
        try (JsonParser in = JSON.createParser(Files.readString(file))) {
            return read(in);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            LOG.warn("The last good servers in {} cannot be read: {}", file, e.getMessage());
            return Map.of();
        }
    }

    void save(Map<String, Snapshot> sets) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (JsonGenerator out = JSON.createGenerator(Files.newBufferedWriter(fresh))) {
                write(sets, out);
            }
            try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) LOG.warn("The last good servers cannot be kept in {}: {}", file, e.toString());
            failing = true;
        }
    }

    private static void write(Map<String, Snapshot> sets, JsonGenerator out) throws IOException {
        out.useDefaultPrettyPrinter();
        out.writeStartObject();
        out.writeNumberField("format", FORMAT);
        out.writeArrayFieldStart("sets");
        for (var set : sets.entrySet()) {
            out.writeStartObject();
            out.writeStringField("prefix", set.getKey());
            out.writeStringField("cluster", set.getValue().cluster());
            out.writeNumberField("revision", set.getValue().revision());
            out.writeObjectFieldStart("keys");
            for (Entry entry : set.getValue().entries()) out.writeStringField(entry.key(), entry.value());
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Map<String, Snapshot> read(JsonParser in) throws IOException {
        Map<String, Snapshot> sets = new LinkedHashMap<>();
        expect(in, JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals("format") && in.getIntValue() != FORMAT)
                throw new IOException("format " + in.getIntValue() + " is not known");
            if (!field.equals("sets")) continue;
            while (in.nextToken() == JsonToken.START_OBJECT) set(in, sets);
        }
        return sets;
    }

    private static void set(JsonParser in, Map<String, Snapshot> sets) throws IOException {
        String prefix = "";
        String cluster = "";
        long revision = 0;
        List<Entry> entries = new ArrayList<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "prefix" -> prefix = in.getText();
                case "cluster" -> cluster = in.getText();
                case "revision" -> revision = in.getLongValue();
                case "keys" -> {
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        String key = in.currentName();
                        entries.add(new Entry(key, String.valueOf(in.nextTextValue()), 0, 0, 0));
                    }
                }
                default -> in.skipChildren();
            }
        }
        sets.put(prefix, new Snapshot(cluster, revision, entries));
    }

    private static void expect(JsonParser in, JsonToken token) throws IOException {
        if (in.nextToken() != token) throw new IOException("not a file of hecd");
    }
}
