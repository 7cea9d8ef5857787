package io.hecd.admin.socket;

import io.hecd.config.text.RawText;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a conversation, cut into commands: `;` and the end of a line part them, a backslash takes the meaning from
 * the next character, `<<` or `<<WORD` at the end of a line begins a payload that lasts to an empty line or to WORD.
 * Confined to one thread. Never holds more than its limit.
 */
final class Input {
    /**
     * One command.
     *
     * @param lastOfLine whether the end of a line came after it
     */
    record Sent(List<String> words, Optional<String> payload, boolean lastOfLine) {}

    private static final String PAYLOAD = "<<";
    /** The longest word that may end a payload. */
    private static final int LONGEST_END = 64;

    private final int limit;
    private byte[] bytes = new byte[256];
    private int length;
    /** The command whose payload is being read, and what ends it. */
    private @Nullable List<String> waiting;

    private String payloadEnd = "";
    private final StringBuilder payload = new StringBuilder();
    private boolean tookPayloadLine;

    Input(int limit) {
        this.limit = limit;
    }

    /** False when it is more than may be kept. */
    boolean add(ByteBuf data) {
        int more = data.readableBytes();
        if (length + more + payload.length() > limit) return false;
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        data.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    boolean isEmpty() {
        return length == 0 && waiting == null;
    }

    boolean awaitsPayload() {
        return waiting != null;
    }

    /** Whether the last {@link #next} took a line of a payload, and more of it is to come. */
    boolean tookPayloadLine() {
        return tookPayloadLine;
    }

    /** The next command, empty when it is not all there yet. */
    Optional<Sent> next() {
        tookPayloadLine = false;
        List<String> command = waiting;
        if (command != null) return payloadLine(command);
        int end = end();
        if (end == length) return Optional.empty();
        boolean lastOfLine = bytes[end] == '\n';
        String line = take(end);
        if (lastOfLine && line.endsWith("\r")) line = line.substring(0, line.length() - 1);
        List<String> words = words(line);
        if (lastOfLine && startsPayload(words)) {
            payloadEnd = words.get(words.size() - 1).substring(PAYLOAD.length());
            waiting = words.subList(0, words.size() - 1);
            tookPayloadLine = true;
            return Optional.empty();
        }
        return Optional.of(new Sent(words, Optional.empty(), lastOfLine));
    }

    private static boolean startsPayload(List<String> words) {
        if (words.isEmpty()) return false;
        String last = words.get(words.size() - 1);
        return last.startsWith(PAYLOAD) && last.length() <= PAYLOAD.length() + LONGEST_END;
    }

    private Optional<Sent> payloadLine(List<String> command) {
        int end = 0;
        while (end < length && bytes[end] != '\n') end++;
        if (end == length) return Optional.empty();
        String line = take(end);
        if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
        if (!line.equals(payloadEnd)) {
            payload.append(line).append('\n');
            tookPayloadLine = true;
            return Optional.empty();
        }
        Sent sent = new Sent(command, Optional.of(payload.toString()), true);
        waiting = null;
        payload.setLength(0);
        return Optional.of(sent);
    }

    private int end() {
        int at = 0;
        while (at < length && bytes[at] != '\n' && bytes[at] != ';')
            at += bytes[at] == '\\' && at + 1 < length && bytes[at + 1] != '\n' ? 2 : 1;
        return Math.min(at, length);
    }

    private String take(int end) {
        String text = RawText.decode(Arrays.copyOf(bytes, end));
        length -= end + 1;
        System.arraycopy(bytes, end + 1, bytes, 0, length);
        return text;
    }

    /** Words are parted by spaces and tabs; a backslash keeps what follows it. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                if (inWord) words.add(word.toString());
                word.setLength(0);
                inWord = false;
                continue;
            }
            if (c == '\\' && i + 1 < line.length()) c = line.charAt(++i);
            word.append(c);
            inWord = true;
        }
        if (inWord) words.add(word.toString());
        return words;
    }
}
