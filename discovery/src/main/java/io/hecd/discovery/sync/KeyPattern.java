package io.hecd.discovery.sync;

import java.util.Optional;
import java.util.regex.Pattern;

/** `/app/servers/*`: which keys name servers. `*` stands for any characters but `/`, as in confd's `gets`. Immutable. */
final class KeyPattern {
    private final String text;
    private final String prefix;
    private final Pattern pattern;

    private KeyPattern(String text) {
        this.text = text;
        this.prefix = text.substring(0, text.lastIndexOf('/', text.indexOf('*')) + 1);
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("\\*", -1))
            regex.append(regex.length() == 0 ? "" : "[^/]*").append(Pattern.quote(part));
        this.pattern = Pattern.compile(regex.toString());
    }

    /** @return empty unless the text begins with `/` and its last element holds a `*` */
    static Optional<KeyPattern> parse(String text) {
        boolean good = text.startsWith("/") && text.indexOf('*') > 0 && text.lastIndexOf('*') > text.lastIndexOf('/');
        return good ? Optional.of(new KeyPattern(text)) : Optional.empty();
    }

    /** The directory that holds all keys that can match, with its last `/`. */
    String prefix() {
        return prefix;
    }

    /** The name of the server that `key` announces: its last element; empty if the key is none of these. */
    Optional<String> nameIn(String key) {
        if (!pattern.matcher(key).matches()) return Optional.empty();
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Whether all that can match lies in one directory. */
    boolean isOneDirectory() {
        return prefix.length() == text.lastIndexOf('/') + 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
