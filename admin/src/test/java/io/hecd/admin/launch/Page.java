package io.hecd.admin.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A page of documentation at the top of the checkout, as the fenced blocks in it. */
final class Page {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    /** What stands between two fences; `language` is the word behind the first. */
    record Block(String language, String text) {
        boolean is(String name) {
            return language.equals(name);
        }
    }

    private Page() {}

    static Path root() {
        return Objects.requireNonNull(
                Objects.requireNonNull(Launched.launcher().getParent()).getParent());
    }

    static List<Block> blocks(String name) {
        try {
            return BLOCK.matcher(Files.readString(root().resolve(name)))
                    .results()
                    .map(block -> new Block(block.group(1), block.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one program on the page. */
    static String program(String name) {
        List<Block> programs =
                blocks(name).stream().filter(block -> block.is("java")).toList();
        if (programs.size() != 1) throw new AssertionError(name + " has " + programs.size() + " programs");
        return programs.get(0).text();
    }
}
