package io.hecd.http;

import io.hecd.bytes.ByteView;

/** The parts of a request target in its four forms (RFC 9112 3.2). Each method narrows the view it is given. */
final class Target {
    private Target() {}

    static ByteView path(ByteView target) {
        int from = pathStart(target);
        int to = from;
        int end = target.length();
        while (to < end && target.byteAt(to) != '?') to++;
        return target.narrow(from, to);
    }

    static ByteView query(ByteView target) {
        int mark = target.indexOf('?', 0);
        return mark < 0 ? target.narrow(0, 0) : target.narrow(mark + 1, target.length());
    }

    static ByteView authority(ByteView target, boolean connect) {
        int from = connect ? 0 : authorityStart(target);
        if (from < 0) return target.narrow(0, 0);
        int to = connect ? target.length() : authorityEnd(target, from);
        for (int i = to - 1; i >= from; i--) if (target.byteAt(i) == '@') return target.narrow(i + 1, to);
        return target.narrow(from, to);
    }

    /** Where the path begins, or the length if there is none. */
    private static int pathStart(ByteView target) {
        if (target.length() > 0 && target.byteAt(0) == '/') return 0;
        int authority = authorityStart(target);
        return authority < 0 ? target.length() : authorityEnd(target, authority);
    }

    /** The position after `scheme://`, or -1 in any other form. */
    private static int authorityStart(ByteView target) {
        int end = target.length();
        int colon = 0;
        while (colon < end && isScheme(target.byteAt(colon))) colon++;
        if (colon == 0 || colon + 2 >= end || target.byteAt(colon) != ':') return -1;
        return target.byteAt(colon + 1) == '/' && target.byteAt(colon + 2) == '/' ? colon + 3 : -1;
    }

    private static int authorityEnd(ByteView target, int from) {
        int at = from;
        int end = target.length();
        while (at < end && target.byteAt(at) != '/' && target.byteAt(at) != '?') at++;
        return at;
    }

    private static boolean isScheme(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
    }
}
