package io.hecd.http;

import java.util.Arrays;

/**
 * Where the headers of a head are: five numbers per header (name at, length, value at, length, marks) and the first
 * live occurrence of every {@link KnownHeader}. Knows no bytes except to compare names. Confined to its head.
 */
final class HeaderIndex {
    private static final int STRIDE = 5;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 1;
    private static final int VALUE = 2;
    private static final int VALUE_LENGTH = 3;
    private static final int MARKS = 4;

    /** Low byte of the marks: ordinal of the known header plus one, 0 for any other name. */
    private static final int KNOWN = 0xff;

    private static final int DEAD = 0x100;
    private static final int WHOLE_LINE = 0x200;

    private final int[] first = new int[KnownHeader.COUNT];
    private int[] entries = new int[32 * STRIDE];
    private int count;
    private int dead;

    HeaderIndex() {
        clear();
    }

    void clear() {
        count = 0;
        dead = 0;
        Arrays.fill(first, -1);
    }

    int count() {
        return count;
    }

    int live() {
        return count - dead;
    }

    /** @param wholeLine the bytes are a line ready to send: `name: value CR LF`, with nothing else in it */
    int add(byte[] bytes, int name, int nameLength, int value, int valueLength, boolean wholeLine) {
        int at = count * STRIDE;
        if (at == entries.length) entries = Arrays.copyOf(entries, at * 2);
        int known = KnownHeader.ordinalOf(bytes, name, nameLength);
        int[] e = entries;
        e[at + NAME] = name;
        e[at + NAME_LENGTH] = nameLength;
        e[at + VALUE] = value;
        e[at + VALUE_LENGTH] = valueLength;
        e[at + MARKS] = known + 1 | (wholeLine ? WHOLE_LINE : 0);
        if (known >= 0 && first[known] < 0) first[known] = count;
        return count++;
    }

    void remove(int i) {
        int at = i * STRIDE + MARKS;
        int marks = entries[at];
        if ((marks & DEAD) != 0) return;
        entries[at] = marks | DEAD;
        dead++;
        int known = (marks & KNOWN) - 1;
        if (known >= 0 && first[known] == i) first[known] = nextKnown(i, known);
    }

    /** Entry `i` is now the whole line at `name`. */
    void repoint(int i, int name, int value, int valueLength) {
        int at = i * STRIDE;
        entries[at + NAME] = name;
        entries[at + VALUE] = value;
        entries[at + VALUE_LENGTH] = valueLength;
        entries[at + MARKS] |= WHOLE_LINE;
    }

    int first(KnownHeader header) {
        return first[header.ordinal()];
    }

    int nextKnown(int after, int known) {
        for (int i = after + 1; i < count; i++)
            if ((entries[i * STRIDE + MARKS] & (KNOWN | DEAD)) == known + 1) return i;
        return -1;
    }

    int next(int after, byte[] bytes, byte[] lowerName) {
        int[] e = entries;
        for (int i = after + 1, at = i * STRIDE; i < count; i++, at += STRIDE)
            if (e[at + NAME_LENGTH] == lowerName.length
                    && (e[at + MARKS] & DEAD) == 0
                    && same(bytes, e[at + NAME], lowerName)) return i;
        return -1;
    }

    private static boolean same(byte[] bytes, int at, byte[] name) {
        return Arrays.equals(bytes, at, at + name.length, name, 0, name.length);
    }

    boolean isLive(int i) {
        return (entries[i * STRIDE + MARKS] & DEAD) == 0;
    }

    boolean isWholeLine(int i) {
        return (entries[i * STRIDE + MARKS] & WHOLE_LINE) != 0;
    }

    /** Ordinal of the known header that entry `i` is, or -1. */
    int known(int i) {
        return (entries[i * STRIDE + MARKS] & KNOWN) - 1;
    }

    int nameAt(int i) {
        return entries[i * STRIDE + NAME];
    }

    int nameLength(int i) {
        return entries[i * STRIDE + NAME_LENGTH];
    }

    int valueAt(int i) {
        return entries[i * STRIDE + VALUE];
    }

    int valueLength(int i) {
        return entries[i * STRIDE + VALUE_LENGTH];
    }
}
