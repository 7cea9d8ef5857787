package io.hecd.config.section;

import io.hecd.config.model.ProxyKind;
import io.hecd.config.text.Line;
import java.util.Optional;

/**
 * One row of a keyword table.
 *
 * @param name the word, or the two or three words that name it: `timeout client`, `capture request header`
 * @param places where it may stand, for words of proxies: a capital letter of D(efaults), F(rontend), L(isten), B(ackend)
 *     where it is at home; a small letter where it is ignored with a warning; `!` for a `defaults` that has a name. Elsewhere
 *     it is an error. Empty for words of other sections
 * @param reader reads the arguments; the cursor of the line is behind the name
 * @param off what `no` in front of it does, where it may stand there
 * @param remark what differs, why it has no effect, or what to write instead; may be empty
 */
record Keyword<D>(String name, Status status, String places, Reader<D> reader, Optional<Reader<D>> off, String remark) {
    /** Reads the arguments of a word into what is being built. Throws a {@link io.hecd.config.text.Mistake} for a bad one. */
    interface Reader<D> {
        void read(Line line, D into);
    }

    boolean isAtHome(ProxyKind kind, boolean named) {
        return places.isEmpty()
                || places.indexOf(letter(kind)) >= 0
                || (kind == ProxyKind.DEFAULTS && named && onlyInNamedDefaults());
    }

    boolean onlyInNamedDefaults() {
        return places.indexOf('!') >= 0;
    }

    /** Not at home, but harmless: HAProxy warns and goes on. */
    boolean isIgnored(ProxyKind kind) {
        return places.indexOf(Character.toLowerCase(letter(kind))) >= 0;
    }

    private static char letter(ProxyKind kind) {
        return kind.name().charAt(0);
    }
}
