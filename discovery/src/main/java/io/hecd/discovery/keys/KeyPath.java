package io.hecd.discovery.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in the tree: `/a/b`, or nothing for the root. Its parts are neither empty nor `.` nor `..`.
 *
 * @param text what the store calls the key, if it is one
 */
record KeyPath(String text) {
    static final KeyPath ROOT = new KeyPath("");
    /** More would be too many questions to the store for one request. */
    static final int DEEPEST = 64;

    /** @param path as in a URL, decoded; put in order as browsers and Go do */
    static KeyPath of(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.isEmpty() || part.equals(".")) continue;
            if (!part.equals("..")) parts.add(part);
            else if (!parts.isEmpty()) parts.remove(parts.size() - 1);
        }
        if (parts.size() > DEEPEST)
            throw new KeysError(KeysError.Code.INVALID_FIELD, "a key of more than " + DEEPEST + " parts");
        return parts.isEmpty() ? ROOT : new KeyPath("/" + String.join("/", parts));
    }

    /** Of a key of the store: that of a marker is its directory. */
    static KeyPath ofKey(String key) {
        return new KeyPath(key.endsWith("/") ? key.substring(0, key.length() - 1) : key);
    }

    boolean isRoot() {
        return text.isEmpty();
    }

    /** What all keys below begin with, and the key of the directory's marker. */
    String directory() {
        return text + "/";
    }

    KeyPath child(String name) {
        return new KeyPath(directory() + name);
    }

    /** The directories on the way to it without the root, the highest first. */
    List<KeyPath> parents() {
        List<KeyPath> parents = new ArrayList<>();
        for (int slash = text.indexOf('/', 1); slash > 0; slash = text.indexOf('/', slash + 1))
            parents.add(new KeyPath(text.substring(0, slash)));
        return parents;
    }

    boolean isBelow(KeyPath other) {
        return text.startsWith(other.directory());
    }

    /** Whether somebody who looks from `from` does not see it: a part below that begins with `_`. */
    boolean isHiddenFrom(KeyPath from) {
        return text.length() > from.text.length() && text.indexOf("/_", from.text.length()) >= 0;
    }

    /** As errors name it. */
    @Override
    public String toString() {
        return isRoot() ? "/" : text;
    }
}
