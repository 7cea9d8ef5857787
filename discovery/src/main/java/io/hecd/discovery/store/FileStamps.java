package io.hecd.discovery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Tells when files were replaced or written to, without reading them. Confined to the thread of its owner. */
public final class FileStamps {
    private final List<Path> files;
    private List<String> stamps;

    public FileStamps(List<Path> files) {
        this.files = List.copyOf(files);
        stamps = now();
    }

    /** Whether one of them is another than at the last call. */
    public boolean changed() {
        List<String> now = now();
        if (now.equals(stamps)) return false;
        stamps = now;
        return true;
    }

    private List<String> now() {
        List<String> now = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
                now.add(of.fileKey() + " " + of.size() + " " + of.lastModifiedTime());
            } catch (IOException e) {
                now.add("missing");
            }
        }
        return now;
    }
}
