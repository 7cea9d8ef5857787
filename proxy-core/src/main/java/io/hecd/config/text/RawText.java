package io.hecd.config.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text that may hold any byte. Configuration is UTF-8, but `\xE9` or a Latin-1 file may put in a byte that is no
 * UTF-8; such a byte B travels in a String as the lone surrogate U+DC00 + B and comes out as B again. Whoever sends
 * words of the configuration over a wire encodes them here.
 */
public final class RawText {
    private static final char LONE = '\uDC00';

    private RawText() {}

    /** The character that stands for one byte as it is. */
    static char raw(int oneByte) {
        return (char) (oneByte < 0x80 ? oneByte : LONE + oneByte);
    }

    public static String decode(byte[] bytes) {
        try {
            return strict().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return decodeWithStrayBytes(bytes);
        }
    }

    private static String decodeWithStrayBytes(byte[] bytes) {
        CharsetDecoder decoder = strict();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) return out.flip().toString();
            for (int i = 0; i < result.length(); i++) out.put(raw(in.get() & 0xFF));
            decoder.reset();
        }
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    public static byte[] encode(String text) {
        if (!hasRawBytes(text)) return text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (isRaw(c)) {
                out[length++] = (byte) c;
            } else {
                byte[] encoded = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, out, length, encoded.length);
                length += encoded.length;
            }
            i = next;
        }
        return Arrays.copyOf(out, length);
    }

    private static boolean hasRawBytes(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isRaw(text.codePointAt(i))) return true;
        }
        return false;
    }

    private static boolean isRaw(int codePoint) {
        return codePoint >= LONE + 0x80 && codePoint <= LONE + 0xFF;
    }
}
