package io.hecd.http;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;

/** A cursor over the elements of a comma separated field value (RFC 9110 5.6.1); empty elements are skipped. Reused. */
public final class TokenList {
    private byte[] bytes = {};
    private int at;
    private int end;
    private int tokenAt;
    private int tokenLength;

    public TokenList over(ByteView value) {
        return over(value.array(), value.offset(), value.length());
    }

    TokenList over(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        at = offset;
        end = offset + length;
        return this;
    }

    /** Moves to the next element; false at the end. */
    public boolean next() {
        while (at < end) {
            int comma = at;
            while (comma < end && bytes[comma] != ',') comma++;
            int from = at;
            int to = comma;
            at = comma + 1;
            while (from < to && Syntax.isBlank(bytes[from])) from++;
            while (to > from && Syntax.isBlank(bytes[to - 1])) to--;
            if (to == from) continue;
            tokenAt = from;
            tokenLength = to - from;
            return true;
        }
        return false;
    }

    /** Is the current element this one? Given in lower case, compared without case. */
    public boolean is(byte[] lowerToken) {
        return Ascii.equalIgnoreCase(bytes, tokenAt, tokenLength, lowerToken, 0, lowerToken.length);
    }

    public ByteView token(ByteView out) {
        return out.set(bytes, tokenAt, tokenLength);
    }
}
