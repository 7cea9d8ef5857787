package io.hecd.http;

import io.hecd.bytes.Ascii;
import io.hecd.bytes.ByteView;
import io.netty.buffer.ByteBuf;

/**
 * The head of a request or response, of any HTTP version: its bytes plus an index. Owns its bytes, so it has no
 * reference count; edits append to a tail and repoint the index (house rule "edits append"). Header names are in lower
 * case, as HAProxy sends them. Reused through {@link #reset}; confined to a worker.
 */
public final class HttpHead {
    private static final int MOST_BYTES = 48 * 1024;
    private static final int CRLF = '\r' << 8 | '\n';
    private static final int COLON_SPACE = ':' << 8 | ' ';
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.");
    private static final int VERSION_LENGTH = 8;

    private final HeadBytes bytes;
    private final HeaderIndex index = new HeaderIndex();
    private final TokenList tokens = new TokenList();
    private final ByteView text = new ByteView();

    private boolean request;
    private Method method = Method.OTHER;
    private int minorVersion;
    private int status;
    /** The first word of the start line that varies: method or, in a response, reason. */
    private int wordAt;

    private int wordLength;
    private int targetAt;
    private int targetLength;
    /** The start line as a stretch that may be sent as it is; empty when it must be written anew. */
    private int lineAt;

    private int lineEnd;
    private int blankLineAt;

    public HttpHead() {
        this(MOST_BYTES);
    }

    /** With room for edits beside the longest head that the limits let in. */
    public HttpHead(Limits limits) {
        this(Math.max(MOST_BYTES, 3 * limits.headBytes()));
    }

    /** @param mostBytes what the head as received and all its edits may take together */
    public HttpHead(int mostBytes) {
        bytes = new HeadBytes(mostBytes);
        reset();
    }

    public void reset() {
        bytes.reset();
        index.clear();
        request = false;
        method = Method.OTHER;
        minorVersion = 1;
        status = 0;
        wordAt = wordLength = targetAt = targetLength = 0;
        lineAt = lineEnd = 0;
        blankLineAt = -1;
    }

    // ---- start line

    public boolean isRequest() {
        return request;
    }

    public Method method() {
        return method;
    }

    /** The digit after `HTTP/1.`: 0 or 1 (a higher one counts as 1, RFC 9110 2.5). */
    public int minorVersion() {
        return minorVersion;
    }

    public int status() {
        return status;
    }

    public ByteView methodView(ByteView out) {
        return out.set(bytes.array(), wordAt, request ? wordLength : 0);
    }

    public ByteView reasonView(ByteView out) {
        return out.set(bytes.array(), wordAt, request ? 0 : wordLength);
    }

    public ByteView targetView(ByteView out) {
        return out.set(bytes.array(), targetAt, targetLength);
    }

    /** The path without the query; empty for `*`, for the target of CONNECT and for `http://host`. */
    public ByteView pathView(ByteView out) {
        return Target.path(targetView(out));
    }

    /** What follows the first `?`, or empty. */
    public ByteView queryView(ByteView out) {
        return Target.query(targetView(out));
    }

    /** Host and port of a target in absolute form or of CONNECT, without user information; else empty. */
    public ByteView authorityView(ByteView out) {
        return Target.authority(targetView(out), method == Method.CONNECT);
    }

    public boolean setMethod(byte[] token) {
        if (!Syntax.isName(token, 0, token.length) || !bytes.hasRoom(token.length)) return false;
        wordAt = bytes.used();
        wordLength = token.length;
        bytes.put(token, 0, token.length);
        method = Method.of(token, 0, token.length);
        lineEnd = lineAt;
        return true;
    }

    /** Replaces the target; spaces and control characters in it are percent-encoded. False if there is no room. */
    public boolean setTarget(ByteView target) {
        if (!bytes.hasRoom(target.length() * 3)) return false;
        targetAt = bytes.used();
        bytes.putTarget(target);
        targetLength = bytes.used() - targetAt;
        lineEnd = lineAt;
        return true;
    }

    public boolean setStatus(int status, byte[] reason) {
        if (!bytes.hasRoom(reason.length)) return false;
        this.status = status;
        wordAt = bytes.used();
        bytes.putValue(text.set(reason, 0, reason.length));
        wordLength = reason.length;
        lineEnd = lineAt;
        return true;
    }

    public void setMinorVersion(int minor) {
        if (minor == minorVersion) return;
        minorVersion = minor;
        lineEnd = lineAt;
    }

    /** Makes this an HTTP/1.1 request without headers. */
    public HttpHead startRequest(byte[] method, ByteView target) {
        reset();
        request = true;
        setMethod(method);
        setTarget(target);
        return this;
    }

    /** Makes this an HTTP/1.1 response without headers. */
    public HttpHead startResponse(int status, byte[] reason) {
        reset();
        setStatus(status, reason);
        return this;
    }

    // ---- reading headers

    /** Entries ever made, dead ones included: the bound for a walk with {@link #isLive}. */
    public int count() {
        return index.count();
    }

    public int liveCount() {
        return index.live();
    }

    public boolean isLive(int i) {
        return index.isLive(i);
    }

    public ByteView nameView(int i, ByteView out) {
        return out.set(bytes.array(), index.nameAt(i), index.nameLength(i));
    }

    public ByteView valueView(int i, ByteView out) {
        return out.set(bytes.array(), index.valueAt(i), index.valueLength(i));
    }

    public boolean has(KnownHeader header) {
        return index.first(header) >= 0;
    }

    /** The first live occurrence, or -1. */
    public int find(KnownHeader header) {
        return index.first(header);
    }

    public int findNext(int after, KnownHeader header) {
        return index.nextKnown(after, header.ordinal());
    }

    /** The first live header of this name, given in lower case, or -1. */
    public int find(byte[] lowerName) {
        return index.next(-1, bytes.array(), lowerName);
    }

    public int findNext(int after, byte[] lowerName) {
        return index.next(after, bytes.array(), lowerName);
    }

    /** Is the token an element of the comma list that all occurrences make together? Compared without case. */
    public boolean valueHasToken(KnownHeader header, byte[] lowerToken) {
        for (int i = find(header); i >= 0; i = findNext(i, header)) {
            tokens.over(bytes.array(), index.valueAt(i), index.valueLength(i));
            while (tokens.next()) if (tokens.is(lowerToken)) return true;
        }
        return false;
    }

    // ---- editing headers

    /** Adds at the end; control characters in the value become spaces. False if the name is none or there is no room. */
    public boolean add(ByteView name, ByteView value) {
        return add(name.array(), name.offset(), name.length(), value);
    }

    public boolean add(byte[] name, ByteView value) {
        return add(name, 0, name.length, value);
    }

    public boolean add(byte[] name, byte[] value) {
        return add(name, 0, name.length, text.set(value, 0, value.length));
    }

    private boolean add(byte[] name, int offset, int length, ByteView value) {
        if (!Syntax.isName(name, offset, length) || !bytes.hasRoom(length + value.length() + 4)) return false;
        int at = appendLine(name, offset, length, value);
        index.add(bytes.array(), at, length, at + length + 2, value.length(), true);
        return true;
    }

    /** Removes every header of this name, then adds one at the end (manual 4.2, http-request set-header). */
    public boolean set(byte[] lowerName, ByteView value) {
        removeAll(lowerName);
        return add(lowerName, value);
    }

    public boolean set(byte[] lowerName, byte[] value) {
        return set(lowerName, text.set(value, 0, value.length));
    }

    public boolean set(KnownHeader header, ByteView value) {
        removeAll(header);
        return add(header.lowerName(), value);
    }

    /** Gives entry `i` another value in its place in the order. */
    public boolean replaceValue(int i, ByteView value) {
        int length = index.nameLength(i);
        if (!bytes.hasRoom(length + value.length() + 4)) return false;
        int at = appendLine(bytes.array(), index.nameAt(i), length, value);
        index.repoint(i, at, at + length + 2, value.length());
        return true;
    }

    public void remove(int i) {
        index.remove(i);
    }

    public void removeAll(KnownHeader header) {
        for (int i = find(header); i >= 0; i = find(header)) index.remove(i);
    }

    public void removeAll(byte[] lowerName) {
        for (int i = find(lowerName); i >= 0; i = findNext(i, lowerName)) index.remove(i);
    }

    private int appendLine(byte[] name, int offset, int length, ByteView value) {
        int at = bytes.used();
        bytes.putName(name, offset, length);
        bytes.put(':');
        bytes.put(' ');
        bytes.putValue(value);
        bytes.put('\r');
        bytes.put('\n');
        return at;
    }

    // ---- writing

    /** Bytes that {@link #writeTo} will write. */
    public int sizeOnWire() {
        int size = lineEnd > lineAt ? lineEnd - lineAt : startLineSize();
        for (int i = 0; i < index.count(); i++)
            if (index.isLive(i)) size += index.nameLength(i) + index.valueLength(i) + 4;
        return size + 2;
    }

    private int startLineSize() {
        return request ? wordLength + targetLength + VERSION_LENGTH + 4 : VERSION_LENGTH + 4 + wordLength + 3;
    }

    /** Appends the head in HTTP/1 form: neighbouring lines that nobody touched are copied as one stretch. */
    public void writeTo(ByteBuf out) {
        if (lineEnd == lineAt) writeStartLine(out, bytes.array());
        write(out, lineAt, lineEnd);
    }

    /** Appends the fields and the empty line only: the trailers of a chunked body. */
    public void writeFieldsTo(ByteBuf out) {
        write(out, 0, 0);
    }

    private void write(ByteBuf out, int from, int to) {
        byte[] a = bytes.array();
        for (int i = 0, n = index.count(); i < n; i++) {
            if (!index.isLive(i)) continue;
            int name = index.nameAt(i);
            int lineEnds = index.valueAt(i) + index.valueLength(i) + 2;
            if (name == to && index.isWholeLine(i)) {
                to = lineEnds;
                continue;
            }
            if (to > from) out.writeBytes(a, from, to - from);
            from = to = name;
            if (index.isWholeLine(i)) to = lineEnds;
            else writeLine(out, a, i);
        }
        boolean blankLineFollows = to > from && to == blankLineAt;
        if (blankLineFollows) to += 2;
        if (to > from) out.writeBytes(a, from, to - from);
        if (!blankLineFollows) out.writeShort(CRLF);
    }

    private void writeLine(ByteBuf out, byte[] a, int i) {
        out.writeBytes(a, index.nameAt(i), index.nameLength(i));
        out.writeShort(COLON_SPACE);
        out.writeBytes(a, index.valueAt(i), index.valueLength(i));
        out.writeShort(CRLF);
    }

    private void writeStartLine(ByteBuf out, byte[] a) {
        if (request) {
            out.writeBytes(a, wordAt, wordLength).writeByte(' ');
            out.writeBytes(a, targetAt, targetLength).writeByte(' ');
            out.writeBytes(VERSION).writeByte('0' + minorVersion);
        } else {
            out.writeBytes(VERSION).writeByte('0' + minorVersion).writeByte(' ');
            out.writeByte('0' + status / 100).writeByte('0' + status / 10 % 10).writeByte('0' + status % 10);
            out.writeByte(' ').writeBytes(a, wordAt, wordLength);
        }
        out.writeShort(CRLF);
    }

    // ---- for the codecs, which fill a head in place

    /** The memory: positions given below are positions in it. It may be replaced by {@link #fill}. */
    public byte[] array() {
        return bytes.array();
    }

    /** Where the request target begins in the memory. */
    public int targetAt() {
        return targetAt;
    }

    public int used() {
        return bytes.used();
    }

    /** Moves bytes from `in` to the end of the memory, at most until `limit` are there; returns how many. */
    public int fill(ByteBuf in, int limit) {
        return bytes.fill(in, limit);
    }

    /** Forgets bytes beyond `used`, which did not belong to the head. */
    public void cutAt(int used) {
        bytes.cutAt(used);
    }

    /** @param lineEnd the position after the line's CR LF if the stretch from the method on may be sent as it is, else 0 */
    public void parsedRequest(
            int methodAt, int methodLength, int targetAt, int targetLength, int minorVersion, int lineEnd) {
        request = true;
        method = Method.of(bytes.array(), methodAt, methodLength);
        wordAt = methodAt;
        wordLength = methodLength;
        this.targetAt = targetAt;
        this.targetLength = targetLength;
        this.minorVersion = minorVersion;
        lineAt = methodAt;
        this.lineEnd = Math.max(lineEnd, methodAt);
    }

    /** @param lineEnd the position after the line's CR LF if the stretch from `lineAt` on may be sent as it is, else 0 */
    public void parsedResponse(int lineAt, int minorVersion, int status, int reasonAt, int reasonLength, int lineEnd) {
        request = false;
        this.minorVersion = minorVersion;
        this.status = status;
        wordAt = reasonAt;
        wordLength = reasonLength;
        this.lineAt = lineAt;
        this.lineEnd = Math.max(lineEnd, lineAt);
    }

    /** @param wholeLine the line is `name: value CR LF` to the byte */
    public void parsedHeader(int name, int nameLength, int value, int valueLength, boolean wholeLine) {
        index.add(bytes.array(), name, nameLength, value, valueLength, wholeLine);
    }

    /** @param at where CR LF of the empty line is, or -1 if it was not CR LF */
    public void parsedBlankLine(int at) {
        blankLineAt = at;
    }
}
