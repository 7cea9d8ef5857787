package io.hecd.discovery.store;

import java.util.Comparator;

/** The order of keys by their UTF-8 bytes, as etcd has it; strings compare otherwise beyond U+D7FF. */
public enum KeyOrder implements Comparator<String> {
    BYTES;

    @Override
    public int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) continue;
            boolean pairX = Character.isSurrogate(x);
            // A surrogate stands for a character above all single ones.
            return pairX == Character.isSurrogate(y) ? x - y : pairX ? 1 : -1;
        }
        return a.length() - b.length();
    }
}
