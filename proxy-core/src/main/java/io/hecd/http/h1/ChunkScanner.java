package io.hecd.http.h1;

import io.hecd.http.Framing;
import io.hecd.http.HttpHead;
import io.hecd.http.Limits;
import io.hecd.http.Syntax;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chunked body (RFC 9112 7.1). The relay asks {@link #scan} how much may be sent on untouched; where that is
 * nothing, {@link #rewrite} takes the line at hand and writes it in canonical form: no extensions, trailers in lower
 * case. {@link #unchunk} yields the data alone. Lines end with CR LF, never a bare LF. Reused; confined to a worker.
 */
public final class ChunkScanner {
    public static final int MORE = 0;
    public static final int DONE = 1;
    public static final int BAD = -1;

    /** Bytes of a chunk's size line with its extensions, CR LF included. */
    static final int LINE_LIMIT = 1024;

    private static final int CRLF = '\r' << 8 | '\n';
    private static final int SIZE = 0;
    private static final int BLANKS = 1;
    private static final int EXTENSION = 2;
    private static final int SIZE_LF = 3;
    private static final int PAYLOAD = 4;
    private static final int PAYLOAD_CR = 5;
    private static final int PAYLOAD_LF = 6;
    private static final int TRAILERS = 7;
    private static final int END = 8;

    private static final byte[] VALUES = Syntax.values();
    private static final byte[] HEX = new byte[256];
    private static final byte[] DIGITS = new byte[16];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int i = 0; i < 16; i++) {
            char lower = Character.forDigit(i, 16);
            DIGITS[i] = (byte) lower;
            HEX[lower] = HEX[Character.toUpperCase(lower)] = (byte) i;
        }
    }

    private final Limits limits;
    private int state;
    private int lineLength;
    private int digits;
    private long left;
    private long total;
    private int scanned;
    private String fault = "";
    /** Made for the first body that has trailers, then kept. */
    private @Nullable HttpHead trailers;

    private @Nullable HeadParser trailerParser;

    public ChunkScanner(Limits limits) {
        this.limits = limits;
    }

    public void reset() {
        state = SIZE;
        total = 0;
        scanned = 0;
        fault = "";
        startLine();
        if (trailerParser != null) trailerParser.reset();
        if (trailers != null) trailers.reset();
    }

    /** Bytes of data seen so far, without the chunk lines. */
    public long total() {
        return total;
    }

    /** Is the body complete to its last byte? Only then may the connection be used again. */
    public boolean isDone() {
        return state == END;
    }

    public String fault() {
        return fault;
    }

    /** The trailer fields when the body is done, or null if it had none. */
    public @Nullable HttpHead trailers() {
        return trailers != null && state == END && trailers.liveCount() > 0 ? trailers : null;
    }

    /** How many bytes from the reader index {@link #scan} found fit to be sent as they are. */
    public int scanned() {
        return scanned;
    }

    /**
     * Looks at what is readable, takes nothing. The caller must take {@link #scanned} bytes before the next call; if
     * that is 0 and bytes are readable, the line at hand is for {@link #rewrite}, which alone finds faults.
     *
     * @return MORE or DONE
     */
    public int scan(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int at = start;
        for (int next; state != END && (next = plain(in, at, end)) > at; ) at = next;
        scanned = at - start;
        return state == END ? DONE : MORE;
    }

    /** The position after the plain line or stretch of data at `at`, or `at` if it is not plain or not all there. */
    private int plain(ByteBuf in, int at, int end) {
        switch (state) {
            case PAYLOAD:
                return at + pass(end - at);
            case PAYLOAD_CR:
                if (end - at < 2 || in.getShort(at) != CRLF) return at;
                startLine();
                return at + 2;
            case SIZE:
                return lineLength > 0 ? at : plainSize(in, at, end);
            case TRAILERS:
                if (inTrailers() || end - at < 2 || in.getShort(at) != CRLF) return at;
                state = END;
                return at + 2;
            default:
                return at;
        }
    }

    private int plainSize(ByteBuf in, int at, int end) {
        int i = at;
        long size = 0;
        int digit;
        while (i < end && i - at < 15 && (digit = HEX[in.getByte(i) & 0xff]) >= 0) {
            size = size << 4 | digit;
            i++;
        }
        if (i == at || end - i < 2 || in.getShort(i) != CRLF) return at;
        if (in.getByte(at) == '0' && i - at > 1) return at;
        startChunk(size);
        return i + 2;
    }

    /**
     * Takes bytes up to the end of the line at hand (or the data at hand) and writes the same in canonical form; of a
     * line that is not all there nothing is written yet.
     */
    public int rewrite(ByteBuf in, ByteBuf out) {
        if (!in.isReadable() || state == END) return state == END ? DONE : MORE;
        switch (state) {
            case PAYLOAD:
                return copy(in, out);
            case PAYLOAD_CR:
            case PAYLOAD_LF:
                if (payloadEnd(in) == BAD) return BAD;
                if (state == SIZE) out.writeShort(CRLF);
                return MORE;
            case TRAILERS:
                return trailers(in, out);
            default:
                if (sizeLine(in) == BAD) return BAD;
                if (state == PAYLOAD || state == TRAILERS) writeChunkHead(out, left);
                return MORE;
        }
    }

    /** Takes all that belongs to the body and writes its data only: for a receiver that speaks HTTP/1.0. */
    public int unchunk(ByteBuf in, ByteBuf out) {
        int result = MORE;
        while (result == MORE && in.isReadable()) {
            switch (state) {
                case PAYLOAD:
                    result = copy(in, out);
                    break;
                case PAYLOAD_CR:
                case PAYLOAD_LF:
                    result = payloadEnd(in);
                    break;
                case TRAILERS:
                    result = trailers(in, null);
                    break;
                case END:
                    return DONE;
                default:
                    result = sizeLine(in);
            }
        }
        return result;
    }

    /** `size` in hexadecimal and CR LF. */
    public static void writeChunkHead(ByteBuf out, long size) {
        int shift = 60;
        while (shift > 0 && size >>> shift == 0) shift -= 4;
        for (; shift >= 0; shift -= 4) out.writeByte(DIGITS[(int) (size >>> shift) & 15]);
        out.writeShort(CRLF);
    }

    /** CR LF after a chunk's data. */
    public static void writeChunkEnd(ByteBuf out) {
        out.writeShort(CRLF);
    }

    /** The last chunk and no trailers. */
    public static void writeLastChunk(ByteBuf out) {
        out.writeByte('0').writeShort(CRLF).writeShort(CRLF);
    }

    // ---- one element at a time

    private int copy(ByteBuf in, ByteBuf out) {
        out.writeBytes(in, pass(in.readableBytes()));
        return MORE;
    }

    /** Counts up to `most` bytes of data as passed on. */
    private int pass(int most) {
        int n = (int) Math.min(left, most);
        left -= n;
        total += n;
        if (left == 0) state = PAYLOAD_CR;
        return n;
    }

    private int payloadEnd(ByteBuf in) {
        if (state == PAYLOAD_CR) {
            if (in.readByte() != '\r') return bad("no CR LF after a chunk");
            state = PAYLOAD_LF;
            if (!in.isReadable()) return MORE;
        }
        if (in.readByte() != '\n') return bad("no CR LF after a chunk");
        startLine();
        return MORE;
    }

    private void startLine() {
        state = SIZE;
        lineLength = 0;
        digits = 0;
        left = 0;
    }

    private void startChunk(long size) {
        left = size;
        state = size == 0 ? TRAILERS : PAYLOAD;
    }

    /** Reads on in the size line; afterwards the state is PAYLOAD or TRAILERS if the line was complete. */
    private int sizeLine(ByteBuf in) {
        while (in.isReadable()) {
            byte c = in.readByte();
            if (++lineLength > LINE_LIMIT) return bad("chunk line too long");
            switch (state) {
                case SIZE:
                    int digit = HEX[c & 0xff];
                    if (digit >= 0) {
                        if (left >>> 59 != 0) return bad("chunk too large");
                        left = left << 4 | digit;
                        digits = 1;
                        break;
                    }
                    if (digits == 0) return bad("invalid chunk size");
                    if (!afterSize(c)) return bad("invalid chunk size");
                    break;
                case BLANKS:
                    if (!afterSize(c)) return bad("invalid character after a chunk size");
                    break;
                case EXTENSION:
                    if (c == '\r') state = SIZE_LF;
                    else if (VALUES[c & 0xff] == 0) return bad("invalid character in a chunk extension");
                    break;
                default:
                    if (c != '\n') return bad("CR without LF in a chunk line");
                    startChunk(left);
                    return MORE;
            }
        }
        return MORE;
    }

    private boolean afterSize(byte c) {
        if (Syntax.isBlank(c)) state = BLANKS;
        else if (c == ';') state = EXTENSION;
        else if (c == '\r') state = SIZE_LF;
        else return false;
        return true;
    }

    private boolean inTrailers() {
        return trailerParser != null && !trailerParser.isIdle();
    }

    private int trailers(ByteBuf in, @Nullable ByteBuf out) {
        if (trailerParser == null) trailerParser = HeadParser.ofTrailers(limits);
        if (trailers == null) trailers = new HttpHead();
        int result = trailerParser.parse(trailers, in);
        if (result == HeadParser.MORE) return MORE;
        if (result < 0) return bad(trailerParser.fault());
        if (Framing.isForbiddenTrailer(trailers)) return bad("forbidden trailer field");
        if (out != null) trailers.writeFieldsTo(out);
        state = END;
        return DONE;
    }

    private int bad(String why) {
        fault = why;
        return BAD;
    }
}
