package io.hecd.acl;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hash set of byte strings, for long lists of exact values. Patterns that ignore the case and those that do not are in
 * the same table: the hash is always that of the lower case. Immutable; looking up allocates nothing.
 */
final class ByteStrings {
    private final @Nullable Pattern[] slots;

    ByteStrings(List<Pattern> patterns) {
        int size = Integer.highestOneBit(Math.max(8, patterns.size() * 2 - 1)) * 2;
        slots = new @Nullable Pattern[size];
        for (Pattern pattern : patterns) {
            int slot = hash(pattern.bytes(), 0, pattern.bytes().length) & size - 1;
            while (slots[slot] != null) slot = slot + 1 & size - 1;
            slots[slot] = pattern;
        }
    }

    boolean contains(ByteView text) {
        int slot = hash(text.array(), text.offset(), text.length()) & slots.length - 1;
        for (Pattern p = slots[slot]; p != null; p = slots[slot]) {
            if (p.bytes().length == text.length() && p.isAt(text.array(), text.offset())) return true;
            slot = slot + 1 & slots.length - 1;
        }
        return false;
    }

    private static int hash(byte[] array, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) hash = hash * 31 + Ascii.lower(array[i]);
        return hash ^ hash >>> 15;
    }
}
