package io.hecd.admin.stats;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What stands behind the page's address: `;csv;norefresh`, `?scope=text`. */
final class PageWords {
    private final Set<String> words = new HashSet<>();
    private String scope = "";

    PageWords(String rest) {
        for (String word : rest.split("[;?&]")) {
            if (word.startsWith("scope=")) scope = decoded(word.substring(6));
            else words.add(word);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    boolean has(String word) {
        return words.contains(word);
    }

    String scope() {
        return scope;
    }
}
