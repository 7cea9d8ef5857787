package io.hecd.config.section;

import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * One word of the old dialect.
 *
 * @param modern what to write today, for the manual
 * @param translation the words of the lines that say the same; the cursor is behind the old word
 */
record LegacyWord(String name, String modern, Translation translation) {
    /** Throws a {@link io.hecd.config.text.Mistake} where it has no modern form. */
    interface Translation {
        List<List<Word>> translate(Line line);
    }

    static List<LegacyWord> all() {
        List<LegacyWord> words = new ArrayList<>();
        renamed(words, "clitimeout", "timeout client");
        renamed(words, "cliexp", "timeout client");
        renamed(words, "contimeout", "timeout connect");
        renamed(words, "srvtimeout", "timeout server");
        renamed(words, "srvexp", "timeout server");
        renamed(words, "timeout clitimeout", "timeout client");
        renamed(words, "timeout contimeout", "timeout connect");
        renamed(words, "timeout srvtimeout", "timeout server");
        renamed(words, "redispatch", "option redispatch");
        renamed(words, "redisp", "option redispatch");
        renamed(words, "block", "http-request deny");
        renamed(words, "option forceclose", "option httpclose");
        renamed(words, "option tcplog clf", "option tcplog");
        LegacyRewrites.addTo(words);
        return words;
    }

    List<List<Word>> translate(Line line) {
        return translation.translate(line);
    }

    private static void renamed(List<LegacyWord> words, String name, String modern) {
        words.add(new LegacyWord(name, modern, line -> {
            List<Word> renamed = new ArrayList<>();
            for (String part : modern.split(" ")) renamed.add(at(line.first(), part));
            renamed.addAll(line.rest());
            return List.of(renamed);
        }));
    }

    /** A new word in the place of an old one. */
    static Word at(Word old, String text) {
        return new Word(text, old.at(), old.endColumn(), false);
    }

    /** The lines as one text, for messages. */
    static String text(List<List<Word>> lines) {
        StringBuilder out = new StringBuilder();
        for (List<Word> words : lines) {
            if (out.length() > 0) out.append("' and '");
            for (int i = 0; i < words.size(); i++)
                out.append(i == 0 ? "" : " ").append(words.get(i).text());
        }
        return out.toString();
    }
}
