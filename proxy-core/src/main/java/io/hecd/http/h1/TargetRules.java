package io.hecd.http.h1;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;
import io.hecd.http.KnownHeader;
import io.hecd.http.Method;
import org.jspecify.annotations.Nullable;

/**
 * What must hold between method, request target and Host (RFC 9112 3.2) before a request head is accepted: the form of
 * the target, one Host, and the same authority in both places. Equal repetitions of Host are dropped, as HAProxy does.
 */
final class TargetRules {
    private TargetRules() {}

    /** A phrase for the log, or null when all is well. May allocate only where a request is unusual. */
    static @Nullable String refused(HttpHead head) {
        int host = head.find(KnownHeader.HOST);
        int first = firstByte(head);
        if (host >= 0 && head.findNext(host, KnownHeader.HOST) >= 0 && !sameHosts(head, host))
            return "different Host headers";
        if (head.method() == Method.CONNECT) return connect(head, host);
        if (first == '/') return null;
        ByteView target = head.targetView(new ByteView());
        if (first == '*') return target.length() == 1 ? null : "invalid request target";
        ByteView authority = head.authorityView(new ByteView());
        if (authority.isEmpty()) return "invalid request target";
        return host < 0 || sameAuthority(authority, head.valueView(host, new ByteView()), portOf(target))
                ? null
                : "authority and Host differ";
    }

    private static int firstByte(HttpHead head) {
        return head.array()[head.targetAt()];
    }

    private static boolean sameHosts(HttpHead head, int first) {
        ByteView one = head.valueView(first, new ByteView());
        ByteView other = new ByteView();
        for (int i = head.findNext(first, KnownHeader.HOST); i >= 0; i = head.findNext(i, KnownHeader.HOST)) {
            head.valueView(i, other);
            if (!equal(one, one.length(), other, other.length())) return false;
            head.remove(i);
        }
        return true;
    }

    private static @Nullable String connect(HttpHead head, int host) {
        ByteView authority = head.targetView(new ByteView());
        int port = portLength(authority);
        if (port < 2 || port == authority.length() || authority.indexOf('/', 0) >= 0) return "CONNECT needs host:port";
        return host < 0 || sameAuthority(authority, head.valueView(host, new ByteView()), 0)
                ? null
                : "authority and Host differ";
    }

    /** Equal without case, an absent port counting as the scheme's own. For CONNECT, either well-known port may be left out. */
    private static boolean sameAuthority(ByteView a, ByteView b, int schemePort) {
        if (equal(a, a.length(), b, b.length())) return true;
        return equal(a, withoutPort(a, schemePort), b, withoutPort(b, schemePort));
    }

    private static boolean equal(ByteView a, int aLength, ByteView b, int bLength) {
        return Ascii.equalIgnoreCase(a.array(), a.offset(), aLength, b.array(), b.offset(), bLength);
    }

    /** The length without `:80` or `:443` when that is the well-known port; 0 stands for either. */
    private static int withoutPort(ByteView authority, int schemePort) {
        int length = authority.length();
        int digits = portLength(authority) - 1;
        if (digits == 0) return length - 1;
        if (digits != 2 && digits != 3) return length;
        int port = 0;
        for (int i = length - digits; i < length; i++) port = port * 10 + authority.byteAt(i) - '0';
        boolean wellKnown = schemePort == 0 ? port == 80 || port == 443 : port == schemePort;
        return wellKnown ? length - digits - 1 : length;
    }

    /** Length of `:digits` at the end, 0 if there is none. */
    private static int portLength(ByteView authority) {
        int i = authority.length();
        while (i > 0 && authority.byteAt(i - 1) >= '0' && authority.byteAt(i - 1) <= '9') i--;
        return i > 0 && authority.byteAt(i - 1) == ':' ? authority.length() - i + 1 : 0;
    }

    private static int portOf(ByteView target) {
        return target.indexOf(':', 0) == 5 ? 443 : 80;
    }
}
