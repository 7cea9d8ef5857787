package io.hecd.http.h1;

import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.hecd.http.Syntax;
import io.netty.buffer.ByteBuf;

/**
 * Reads one HTTP/1 head after another from what arrives, byte by byte if need be: the result never depends on how the
 * bytes were split. One per connection and side, confined to its worker. Takes from the buffer what belongs to the
 * head and nothing more; header names become lower case on the way.
 */
public final class HeadParser {
    public static final int MORE = 0;
    public static final int DONE = 1;
    /** `PRI * HTTP/2.0` and the empty line were read; six bytes of the HTTP/2 preface follow (RFC 9113 3.4). */
    public static final int PREFACE = 2;

    public static final int BAD = -1;
    public static final int URI_TOO_LONG = -2;
    public static final int TOO_LARGE = -3;

    private static final int EMPTY_LINES = 0;
    private static final int EMPTY_LINE_LF = 1;
    private static final int METHOD = 2;
    private static final int BEFORE_TARGET = 3;
    private static final int TARGET = 4;
    private static final int BEFORE_VERSION = 5;
    private static final int VERSION = 6;
    private static final int STATUS_VERSION = 7;
    private static final int BEFORE_STATUS = 8;
    private static final int STATUS = 9;
    private static final int BEFORE_REASON = 10;
    private static final int REASON = 11;
    private static final int LINE_LF = 12;
    private static final int HEADER = 13;
    private static final int NAME = 14;
    private static final int BEFORE_VALUE = 15;
    private static final int VALUE = 16;
    private static final int VALUE_LF = 17;
    private static final int LAST_LF = 18;

    private static final byte[] VALUES = Syntax.values();
    private static final int VERSION_LENGTH = 8;

    private final boolean request;
    private final int firstState;
    private final Limits limits;
    private boolean relaxed;
    private byte[] names = Syntax.names(false);
    private byte[] targets = Syntax.targets(false);

    private boolean idle = true;
    private int state;
    private int at;
    private int lineAt;
    private int mark;
    private int wordEnd;
    private int targetAt;
    private int targetEnd;
    private int status;
    private int minor;
    private int nameEnd;
    private boolean spacedOnce;
    private boolean preface;
    private int fields;
    private String fault = "";
    private int faultAt;

    private HeadParser(int firstState, Limits limits) {
        this.request = firstState == EMPTY_LINES;
        this.firstState = firstState;
        this.limits = limits;
    }

    public static HeadParser ofRequests(Limits limits) {
        return new HeadParser(EMPTY_LINES, limits);
    }

    public static HeadParser ofResponses(Limits limits) {
        return new HeadParser(STATUS_VERSION, limits);
    }

    /** Fields and an empty line without a start line: what follows the last chunk. The same limits hold. */
    static HeadParser ofTrailers(Limits limits) {
        return new HeadParser(HEADER, limits);
    }

    /** `option accept-invalid-http-request` or `-response`: any visible byte in names and targets, as in the manual. */
    public void relaxed(boolean relaxed) {
        this.relaxed = relaxed;
        names = Syntax.names(relaxed);
        targets = Syntax.targets(relaxed);
    }

    /** True until the first byte of a head has come, and again after a head is complete or refused. */
    public boolean isIdle() {
        return idle;
    }

    /** Forgets a head that is half read. */
    public void reset() {
        idle = true;
    }

    /** What was wrong, for logs and `show errors`: a phrase such as "invalid character in header name". */
    public String fault() {
        return fault;
    }

    /** Where: the position in the head of the byte that was refused. */
    public int faultAt() {
        return faultAt;
    }

    /** The status to answer with when a request head was refused. A refused response is always a 502. */
    public static int statusOf(int result) {
        return result == URI_TOO_LONG ? 414 : result == TOO_LARGE ? 431 : 400;
    }

    /**
     * Goes on with the head; the same `head` must be given until the result is not MORE.
     *
     * @return MORE (everything in `in` was taken), DONE, PREFACE or one of the negative results
     */
    public int parse(HttpHead head, ByteBuf in) {
        if (idle) {
            if (!in.isReadable()) return MORE;
            begin(head);
        }
        int result;
        do {
            int filled = head.fill(in, limits.headBytes());
            if (filled == 0) return in.isReadable() ? tooLarge("head too large", at) : MORE;
            result = run(head, head.array(), head.used());
        } while (result == MORE && in.isReadable());
        if (result == MORE) return MORE;
        idle = true;
        if (result > 0) {
            in.readerIndex(in.readerIndex() - (head.used() - at));
            head.cutAt(at);
        }
        return result;
    }

    private void begin(HttpHead head) {
        head.reset();
        idle = false;
        state = firstState;
        at = lineAt = mark = 0;
        fields = 0;
        preface = false;
        fault = "";
    }

    private int run(HttpHead head, byte[] b, int used) {
        while (at < used) {
            int result = state < LINE_LF ? startLine(head, b, used) : fields(head, b, used);
            if (result != MORE) return result;
        }
        return MORE;
    }

    // ---- start line

    private int startLine(HttpHead head, byte[] b, int used) {
        // The end of the longest line allowed, so that a bad byte beyond it gives the same answer however it is split.
        int end = Math.min(used, lineAt + limits.lineBytes() + 1);
        while (at < end && state < LINE_LF) {
            int result = request ? requestWord(head, b, end) : responseWord(head, b, end);
            if (result != MORE) return result;
        }
        if (state >= LINE_LF || end == used && end <= lineAt + limits.lineBytes()) return MORE;
        idle = true;
        fault = "start line too long";
        faultAt = end;
        return URI_TOO_LONG;
    }

    private int requestWord(HttpHead head, byte[] b, int end) {
        int i = at;
        switch (state) {
            case EMPTY_LINES:
                if (b[i] == '\r') state = EMPTY_LINE_LF;
                else if (b[i] != '\n') state = METHOD;
                if (state != METHOD) i++;
                lineAt = mark = i;
                break;
            case EMPTY_LINE_LF:
                if (b[i] != '\n') return bad("CR without LF before the request line", i);
                state = EMPTY_LINES;
                lineAt = mark = ++i;
                break;
            case METHOD:
                byte[] tokens = Syntax.names(false);
                while (i < end && tokens[b[i] & 0xff] != 0) i++;
                if (i == end) break;
                if (i == mark || !Syntax.isBlank(b[i])) return bad("invalid character in method", i);
                wordEnd = i;
                state = BEFORE_TARGET;
                break;
            case BEFORE_TARGET:
                while (i < end && Syntax.isBlank(b[i])) i++;
                if (i == end) break;
                targetAt = i;
                state = TARGET;
                break;
            case TARGET:
                byte[] allowed = targets;
                while (i < end && allowed[b[i] & 0xff] != 0) i++;
                if (i == end) break;
                if (i == targetAt || !Syntax.isBlank(b[i])) return bad("invalid character in request target", i);
                targetEnd = i;
                state = BEFORE_VERSION;
                break;
            case BEFORE_VERSION:
                while (i < end && Syntax.isBlank(b[i])) i++;
                mark = i;
                if (i < end) state = VERSION;
                break;
            default:
                while (i < end && b[i] > ' ' && i - mark < VERSION_LENGTH) i++;
                if (i == end) break;
                return requestLine(head, b, i);
        }
        at = i;
        return MORE;
    }

    private int requestLine(HttpHead head, byte[] b, int i) {
        minor = version(b, mark, i);
        preface = minor < 0 && isPreface(b, i);
        if (minor < 0 && !preface) return bad("not an HTTP/1 version", mark);
        if (!endsLine(b[i])) return bad("invalid character after the version", i);
        boolean crlf = b[i] == '\r';
        boolean asIs = crlf
                && targetAt == wordEnd + 1
                && mark == targetEnd + 1
                && b[wordEnd] == ' '
                && b[targetEnd] == ' '
                && b[i - 1] - '0' == minor;
        head.parsedRequest(lineAt, wordEnd - lineAt, targetAt, targetEnd - targetAt, minor, asIs ? i + 2 : 0);
        state = crlf ? LINE_LF : HEADER;
        at = i + 1;
        return MORE;
    }

    private int responseWord(HttpHead head, byte[] b, int end) {
        int i = at;
        switch (state) {
            case STATUS_VERSION:
                while (i < end && b[i] > ' ' && i < VERSION_LENGTH) i++;
                if (i == end) break;
                minor = version(b, 0, i);
                if (minor < 0 || !Syntax.isBlank(b[i])) return bad("not an HTTP/1 version", i);
                wordEnd = i;
                state = BEFORE_STATUS;
                break;
            case BEFORE_STATUS:
                while (i < end && Syntax.isBlank(b[i])) i++;
                mark = i;
                status = 0;
                if (i < end) state = STATUS;
                break;
            case STATUS:
                while (i < end && i - mark < 3 && b[i] >= '0' && b[i] <= '9') status = status * 10 + b[i++] - '0';
                if (i == end) break;
                if (i - mark < 3 || status < 100 || !Syntax.isBlank(b[i]) && !endsLine(b[i]))
                    return bad("invalid status code", i);
                state = BEFORE_REASON;
                break;
            case BEFORE_REASON:
                while (i < end && Syntax.isBlank(b[i])) i++;
                targetAt = i;
                if (i < end) state = REASON;
                break;
            default:
                while (i < end && VALUES[b[i] & 0xff] != 0) i++;
                if (i == end) break;
                if (!endsLine(b[i])) return bad("invalid character in reason", i);
                statusLine(head, b, i);
                return MORE;
        }
        at = i;
        return MORE;
    }

    private void statusLine(HttpHead head, byte[] b, int i) {
        boolean crlf = b[i] == '\r';
        boolean asIs = crlf
                && mark == wordEnd + 1
                && targetAt == mark + 4
                && b[wordEnd] == ' '
                && b[mark + 3] == ' '
                && b[wordEnd - 1] - '0' == minor;
        head.parsedResponse(0, minor, status, targetAt, i - targetAt, asIs ? i + 2 : 0);
        state = crlf ? LINE_LF : HEADER;
        at = i + 1;
    }

    private static boolean endsLine(byte b) {
        return b == '\r' || b == '\n';
    }

    /** 0 or 1 for HTTP/1.x, else -1. */
    private static int version(byte[] b, int from, int to) {
        boolean one = to - from == VERSION_LENGTH
                && b[from] == 'H'
                && b[from + 1] == 'T'
                && b[from + 2] == 'T'
                && b[from + 3] == 'P'
                && b[from + 4] == '/'
                && b[from + 5] == '1'
                && b[from + 6] == '.'
                && b[from + 7] >= '0'
                && b[from + 7] <= '9';
        return one ? b[from + 7] == '0' ? 0 : 1 : -1;
    }

    /** `PRI * HTTP/2.0` CR, at the very start and to the byte. */
    private boolean isPreface(byte[] b, int end) {
        String line = "PRI * HTTP/2.0\r";
        if (end + 1 != line.length()) return false;
        for (int i = 0; i <= end; i++) if (b[i] != line.charAt(i)) return false;
        return true;
    }

    // ---- header fields

    private int fields(HttpHead head, byte[] b, int end) {
        // Locals, because fields of this object would be read again for every byte.
        byte[] lower = names;
        byte[] visible = VALUES;
        int s = state;
        int i = at;
        while (i < end) {
            switch (s) {
                case LINE_LF:
                    if (b[i] != '\n') return bad("CR without LF in the start line", i);
                    i++;
                    s = HEADER;
                    break;
                case HEADER:
                    if (endsLine(b[i])) {
                        mark = i;
                        if (b[i] == '\n') return finish(head, i);
                        i++;
                        s = LAST_LF;
                        break;
                    }
                    if (Syntax.isBlank(b[i])) return bad("folded header line", i);
                    if (preface) return bad("not an HTTP/1 version", i);
                    if (fields == limits.fields()) return tooLarge("too many header fields", i);
                    mark = i;
                    s = NAME;
                    break;
                case NAME:
                    byte c;
                    while (i < end && (c = lower[b[i] & 0xff]) != 0) b[i++] = c;
                    if (i == end) break;
                    if (b[i] != ':') return bad("invalid character in header name", i);
                    if (i == mark) return bad("empty header name", i);
                    nameEnd = i++;
                    s = BEFORE_VALUE;
                    break;
                case BEFORE_VALUE:
                    while (i < end && Syntax.isBlank(b[i])) i++;
                    if (i == end) break;
                    targetAt = i;
                    s = VALUE;
                    break;
                case VALUE:
                    while (i < end && visible[b[i] & 0xff] != 0) i++;
                    if (i == end) break;
                    if (!endsLine(b[i])) return bad("invalid character in header value", i);
                    field(head, b, i);
                    s = b[i++] == '\r' ? VALUE_LF : HEADER;
                    break;
                case VALUE_LF:
                    if (b[i] != '\n') return bad("CR without LF in a header value", i);
                    i++;
                    s = HEADER;
                    break;
                default:
                    if (b[i] != '\n') return bad("CR without LF after the headers", i);
                    return finish(head, i);
            }
        }
        at = i;
        state = s;
        return MORE;
    }

    private void field(HttpHead head, byte[] b, int lineEnd) {
        int value = targetAt;
        int end = lineEnd;
        while (end > value && Syntax.isBlank(b[end - 1])) end--;
        boolean whole = value == nameEnd + 2 && b[nameEnd + 1] == ' ' && end == lineEnd && b[lineEnd] == '\r';
        head.parsedHeader(mark, nameEnd - mark, value, end - value, whole);
        fields++;
    }

    private int finish(HttpHead head, int lf) {
        at = lf + 1;
        head.parsedBlankLine(lf > mark ? mark : -1);
        if (preface) return PREFACE;
        if (!request || relaxed) return DONE;
        String refused = TargetRules.refused(head);
        return refused == null ? DONE : bad(refused, targetAt);
    }

    private int bad(String why, int where) {
        idle = true;
        fault = why;
        faultAt = where;
        return BAD;
    }

    private int tooLarge(String why, int where) {
        idle = true;
        fault = why;
        faultAt = where;
        return TOO_LARGE;
    }
}
