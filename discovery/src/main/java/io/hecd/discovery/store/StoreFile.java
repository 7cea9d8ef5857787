package io.hecd.discovery.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The file of an {@link EmbeddedStore}: H2's MVStore with two maps, `keys` and `about`. Whoever has it open holds its lock. A
 * file that cannot be read is left as it is, and nothing is begun in its place. Confined to the store's thread once opened.
 */
final class StoreFile implements AutoCloseable {
    /** How long a piece of the file that fell out of use is not written over. */
    private static final int RETENTION_MILLIS = 1000;

    private static final int COMPACT_MILLIS = 1000;
    private static final long LOOSE_BYTES = 1 << 20;
    /** After so many writes a part of the file is written anew, so that holes can be used. */
    private static final int COMPACT_EVERY = 256;

    private static final int COMPACT_FILL_PERCENT = 60;
    private static final int COMPACT_BYTES = 1 << 20;
    private static final byte FORMAT = 1;

    private final Path path;
    private final MVStore mv;
    private final MVMap<String, byte[]> keys;
    private final MVMap<String, String> about;
    private long writes;

    private StoreFile(Path path, MVStore mv) {
        this.path = path;
        this.mv = mv;
        this.keys = mv.openMap(
                "keys",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        this.about = mv.openMap(
                "about",
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** Opens the file, or makes it when there is none. */
    static StoreFile open(Path path) {
        try {
            if (!Files.exists(path)) create(path);
            if (Files.size(path) == 0) throw damaged(path, "it is empty", null);
            StoreFile file = new StoreFile(path, mvStore(path));
            if (file.about.containsKey("cluster") && file.about.containsKey("revision")) return file;
            file.close();
            throw damaged(path, "it holds no store of ours", null);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Reason.UNREACHABLE, "cannot open the store " + path + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw told(path, e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // What MVStore makes of bytes that are not its own.
            throw damaged(path, e.toString(), e);
        }
    }

    /** A file appears under its name only when it is complete, so an empty one is never a new one. */
    private static void create(Path path) throws IOException {
        Path directory = path.getParent();
        if (directory != null && !Files.exists(directory))
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        if (!Files.exists(draft))
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        MVStore mv = mvStore(draft);
        try {
            // Only one process at a time is here: the draft is locked.
            if (Files.exists(path)) return;
            StoreFile file = new StoreFile(draft, mv);
            byte[] cluster = new byte[8];
            new SecureRandom().nextBytes(cluster);
            file.about.put("cluster", HexFormat.of().formatHex(cluster));
            file.about.put("revision", Long.toString(KeyTable.FIRST_REVISION));
            mv.commit();
            mv.sync();
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            if (directory != null) sync(directory);
        } finally {
            mv.closeImmediately();
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** No thread of MVStore's own, nothing written behind our back. */
    private static MVStore mvStore(Path path) {
        // Ours, so that it can be closed, and its lock given back, when what it holds is not understood.
        SingleFileStore file = new SingleFileStore(new HashMap<>(Map.of("cacheSize", 2)));
        file.open(path.toAbsolutePath().toString(), false, null);
        try {
            MVStore mv = new MVStore.Builder()
                    .adoptFileStore(file)
                    .autoCommitDisabled()
                    .open();
            mv.setRetentionTime(RETENTION_MILLIS);
            return mv;
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    String cluster() {
        return about.getOrDefault("cluster", "");
    }

    /** Fills `table` with what was written last. */
    void load(KeyTable table) {
        try {
            table.clear(Long.parseLong(about.getOrDefault("revision", "")));
            for (Map.Entry<String, byte[]> key : keys.entrySet()) restore(key.getKey(), key.getValue(), table);
        } catch (MVStoreException e) {
            throw told(path, e);
        } catch (RuntimeException | Error e) {
            throw damaged(path, e.toString(), e);
        }
    }

    private static void restore(String key, byte[] kept, KeyTable table) {
        ByteBuffer in = ByteBuffer.wrap(kept);
        byte format = in.get();
        if (format != FORMAT) throw new IllegalArgumentException("format " + format + " of " + key);
        long created = in.getLong();
        long modified = in.getLong();
        long ttl = in.getLong();
        String value = StandardCharsets.UTF_8.decode(in).toString();
        table.restore(new Entry(key, value, created, modified, 0), ttl);
    }

    /** Whether the file is much longer than it need be, as after many writes that a kill has ended. */
    boolean isLoose() {
        return mv.getFileStore().size() > LOOSE_BYTES;
    }

    /** Gives back the room of what was written over, and lets go of the file. After {@link #load}: a damaged file is not touched. */
    void closeCompacted() {
        try {
            mv.close(COMPACT_MILLIS);
        } catch (MVStoreException e) {
            throw told(path, e);
        }
    }

    /** Writes what changed and waits until the disk has it. */
    void write(KeyTable table) {
        try {
            table.changed(new KeyTable.KeySink() {
                @Override
                public void there(Entry entry, long ttlMillis) {
                    keys.put(entry.key(), bytes(entry, ttlMillis));
                }

                @Override
                public void gone(String key) {
                    keys.remove(key);
                }
            });
            about.put("revision", Long.toString(table.revision()));
            mv.commit();
            mv.sync();
            if (++writes % COMPACT_EVERY == 0) mv.compact(COMPACT_FILL_PERCENT, COMPACT_BYTES);
        } catch (MVStoreException e) {
            throw told(path, e);
        }
    }

    /** How often the disk was waited for. */
    long writes() {
        return writes;
    }

    private static byte[] bytes(Entry entry, long ttlMillis) {
        byte[] value = entry.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 3 * Long.BYTES + value.length)
                .put(FORMAT)
                .putLong(entry.created())
                .putLong(entry.modified())
                .putLong(ttlMillis)
                .put(value)
                .array();
    }

    private static StoreException told(Path path, MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new StoreException(
                        StoreException.Reason.UNREACHABLE,
                        "the store " + path + " is in use by another process: one file serves one hecd",
                        e);
            case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_CLOSED ->
                failed(path, e);
            default -> damaged(path, String.valueOf(e.getMessage()), e);
        };
    }

    private static StoreException failed(Path path, MVStoreException e) {
        Throwable root = e;
        while (root.getCause() != null) root = root.getCause();
        String why = String.valueOf(root.getMessage());
        boolean full = why.contains("No space left") || why.contains("File too large") || why.contains("quota");
        return new StoreException(
                full ? StoreException.Reason.FULL : StoreException.Reason.UNREACHABLE,
                "cannot write the store " + path + ": " + why,
                e);
    }

    private static StoreException damaged(Path path, String why, @Nullable Throwable cause) {
        String text = "the store " + path + " is damaged (" + why + "). It is left as it is: put a copy in its place,"
                + " or move it away to begin with an empty store";
        return cause == null
                ? new StoreException(StoreException.Reason.REFUSED, text)
                : new StoreException(StoreException.Reason.REFUSED, text, cause);
    }

    /** Lets go of the file without writing: everything acknowledged is in it. */
    @Override
    public void close() {
        mv.closeImmediately();
    }
}
