package io.hecd.config.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every word that HAProxy's manual lists has a row in a table, and the page about the words is up to date. */
final class KeywordListTest {
    private static final Path MANUAL = Path.of("/usr/share/doc/haproxy/configuration.txt.gz");

    private static List<String> manual = List.of();

    @BeforeAll
    static void read_the_manual() throws IOException {
        assertThat(MANUAL)
                .as("HAProxy's manual; install it with: apt-get install haproxy")
                .exists();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(MANUAL))) {
            manual = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void every_word_of_chapter_3_is_known() {
        TreeSet<String> words = new TreeSet<>();
        for (String line : chapter("3. Global parameters", "3.1. Process")) {
            Matcher item =
                    Pattern.compile("   - ([a-z0-9.-]+)( \\(deprecated\\))?").matcher(line);
            if (item.matches()) words.add(item.group(1));
        }
        words.addAll(headings("3.1. Process", "3.4. Userlists", "[a-z0-9][a-z0-9.-]*"));
        assertThat(words).hasSizeGreaterThan(150);
        assertKnown(words, GlobalWords.TABLE);
    }

    @Test
    void every_word_of_the_matrix_of_chapter_4_is_known() {
        TreeSet<String> words = new TreeSet<>();
        for (String line : chapter("4.1. Proxy keywords matrix", "4.2. Alphabetically")) {
            Matcher row = Pattern.compile("([a-z].*?) +(?:\\([*!]\\)|\\(deprecated\\))? +[X-].*")
                    .matcher(line);
            if (row.matches() && !line.contains("keyword ")) words.add(row.group(1));
        }
        assertThat(words).hasSizeGreaterThan(150);
        assertKnown(words, ProxyWords.TABLE);
    }

    @Test
    void every_heading_of_chapter_4_2_is_known() {
        Set<String> words = headings("4.2. Alphabetically", "5. Bind and server", "[a-z][a-z0-9_-]+");
        words.removeAll(List.of("no", "option", "tcp-resposne")); // the last one is a slip of the manual
        assertThat(words).hasSizeGreaterThan(70);
        assertThat(words).allMatch(word -> ProxyWords.TABLE.knowsFirst(word));
    }

    @Test
    void every_option_and_timeout_of_chapter_4_2_is_known() {
        TreeSet<String> words = new TreeSet<>();
        for (String line : chapter("4.2. Alphabetically", "5. Bind and server")) {
            Matcher two = Pattern.compile("((?:option|timeout|stats|tcp-check|capture) [a-z0-9-]+).*")
                    .matcher(line);
            if (two.matches()) words.add(two.group(1).replaceAll("^tcp-check .*", "tcp-check"));
        }
        words.removeAll(List.of("capture request", "capture response"));
        assertThat(words).hasSizeGreaterThan(70);
        assertKnown(words, ProxyWords.TABLE);
    }

    @Test
    void every_word_of_chapter_5_is_known() {
        Set<String> bind = headings("5.1. Bind options", "5.2. Server", "[a-z][a-z0-9-]+");
        // Prose that happens to stand at the start of a line.
        bind.removeAll(List.of(
                "depending",
                "settings",
                "written",
                "described",
                "as",
                "makes",
                "no",
                "parameters",
                "while",
                "provided"));
        assertKnown(bind, BindWords.TABLE);
        Set<String> server = headings("5.2. Server and default-server", "5.3. Server IP", "[a-z][a-z0-9-]+");
        server.removeAll(List.of("which", "arguments", "settings", "after", "address"));
        assertThat(server).hasSizeGreaterThan(90);
        assertKnown(server, ServerWords.TABLE);
    }

    @Test
    void the_page_about_the_words_is_up_to_date() throws IOException {
        Path page = Path.of("docs/keywords.md");
        String written = KeywordList.markdown();
        if (Boolean.getBoolean("hecd.write")) Files.writeString(page, written);
        assertThat(Files.readString(page))
                .as("docs/keywords.md is generated: run this test with -Dhecd.write=true")
                .isEqualTo(written);
    }

    private static void assertKnown(Iterable<String> words, Vocabulary<?> table) {
        List<String> missing = new ArrayList<>();
        for (String word : words) {
            String first = word.split(" ", 2)[0];
            // One row stands for all that follow where the rest is an action of its own.
            boolean known = table.knows(word) || table.knows(first) || table.knowsFirst(word);
            if (!known) missing.add(word);
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> chapter(String from, String to) {
        int start = -1;
        for (int i = 0; i < manual.size(); i++) {
            // The second time: the first is the table of contents.
            if (manual.get(i).startsWith(from)) start = i;
            else if (start > 0 && manual.get(i).startsWith(to) && i - start > 5) return manual.subList(start, i);
        }
        throw new AssertionError("no chapter '" + from + "' in the manual");
    }

    /** The words with which a line begins at the left margin. */
    private static Set<String> headings(String from, String to, String word) {
        TreeSet<String> words = new TreeSet<>();
        for (String line : chapter(from, to)) {
            Matcher heading = Pattern.compile("(" + word + ")(?: .*)?").matcher(line);
            if (heading.matches()) words.add(heading.group(1));
        }
        words.removeIf(w -> w.matches("[0-9.]+"));
        return words;
    }
}
