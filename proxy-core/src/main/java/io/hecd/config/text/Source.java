package io.hecd.config.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A configuration text with a name: a file, or a string given by an embedding program. Immutable; any thread may read it. */
public final class Source {
    /** The source of what no text says, see {@link Position#NONE}. */
    static final Source NONE = new Source("", "");

    private final String name;
    private final String text;
    private final boolean cutShort;
    private final int[] lineStarts;

    /** A text in memory. Its last line needs no line feed. */
    public Source(String name, String text) {
        this(name, text, false);
    }

    private Source(String name, String text, boolean cutShort) {
        this.name = name;
        this.text = text;
        this.cutShort = cutShort;
        this.lineStarts = lineStarts(text);
    }

    /**
     * Reads the files of `-f` in the order given; a directory stands for its files `*.cfg`, hidden ones excepted, in
     * byte order (management guide 3, `-f`). What cannot be read becomes a problem, and the rest is read all the same.
     */
    public static List<Source> files(List<Path> paths, Problems problems) {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) for (Path file : configurationFiles(path)) sources.add(read(file));
                else sources.add(read(path));
            } catch (IOException e) {
                problems.error("file", Position.NONE, 0, "cannot read '" + path + "': " + reason(e), "");
            }
        }
        return sources;
    }

    private static List<Path> configurationFiles(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(".cfg") && !name.startsWith(".") && Files.isRegularFile(entry)) files.add(entry);
            }
        }
        files.sort((a, b) -> Arrays.compareUnsigned(
                RawText.encode(a.getFileName().toString()),
                RawText.encode(b.getFileName().toString())));
        return files;
    }

    private static Source read(Path file) throws IOException {
        String text = RawText.decode(Files.readAllBytes(file));
        // Some editors put a byte order mark before the first word; it is no part of it.
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        return new Source(file.toString(), text, !text.isEmpty() && !text.endsWith("\n"));
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) return "no such file or directory";
        if (e instanceof AccessDeniedException) return "permission denied";
        return String.valueOf(e.getMessage());
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[64];
        int count = 0;
        for (int at = 0; at < text.length(); ) {
            if (count == starts.length) starts = Arrays.copyOf(starts, count * 2);
            starts[count++] = at;
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** True for a file whose last line has no line feed, the mark of a file that was cut while it was written. */
    public boolean cutShort() {
        return cutShort;
    }

    public int lines() {
        return lineStarts.length;
    }

    /** Line `number`, from 1, without its line feed; empty when there is no such line. */
    public String line(int number) {
        if (number < 1 || number > lineStarts.length) return "";
        int from = lineStarts[number - 1];
        int to = number < lineStarts.length ? lineStarts[number] - 1 : text.length();
        if (to > from && to == text.length() && text.charAt(to - 1) == '\n') to--;
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return name;
    }
}
