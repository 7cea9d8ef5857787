package io.hecd.sample;

import io.hecd.names.LoadTime;
import java.util.List;

/** The arguments of one fetch or converter in one expression, ready to use. Immutable; arrays are not to be written to. */
@LoadTime
public final class Args {
    public static final Args NONE = new Args(List.of(), List.of());

    private static final byte[] NOTHING = {};

    private final byte[][] texts;
    private final long[] numbers;
    private final Object prepared;

    /** @param numbers the value of each integer argument, 0 for the others */
    Args(List<byte[]> texts, List<Long> numbers) {
        this(
                texts.toArray(byte[][]::new),
                numbers.stream().mapToLong(Long::longValue).toArray(),
                "");
    }

    private Args(byte[][] texts, long[] numbers, Object prepared) {
        this.texts = texts;
        this.numbers = numbers;
        this.prepared = prepared;
    }

    Args with(Object prepared) {
        return new Args(texts, numbers, prepared);
    }

    /** How many were written. */
    public int count() {
        return texts.length;
    }

    /** The bytes of argument `i`, empty if it was left out. */
    public byte[] bytes(int i) {
        return i < texts.length ? texts[i] : NOTHING;
    }

    public boolean has(int i) {
        return i < texts.length && texts[i].length > 0;
    }

    public long number(int i, long otherwise) {
        return has(i) ? numbers[i] : otherwise;
    }

    /** What the row's {@link Preparation} made of them while loading. */
    public <T> T prepared(Class<T> type) {
        return type.cast(prepared);
    }
}
