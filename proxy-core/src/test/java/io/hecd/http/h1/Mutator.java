package io.hecd.http.h1;

import java.util.Arrays;
import java.util.Random;

/** Changes texts of a corpus at random, from a fixed seed: bytes swapped for awkward ones, stretches cut, doubled, joined. */
final class Mutator {
    private static final String AWKWARD = "\r\n\u0000 \t:;,#/*?+-\"0123456789abcdefxX\u007f\u0080\u00ff=%@";
    private final Random random;
    private final String[] corpus;

    Mutator(long seed, String[]... parts) {
        random = new Random(seed);
        corpus = Arrays.stream(parts)
                .flatMap(Arrays::stream)
                .filter(t -> t.length() < 2000)
                .toArray(String[]::new);
    }

    String next() {
        StringBuilder text = new StringBuilder(corpus[random.nextInt(corpus.length)]);
        for (int n = random.nextInt(4); n >= 0 && text.length() > 2; n--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, awkward());
                case 1 -> text.insert(at, awkward());
                case 2 -> text.delete(at, to);
                case 3 -> text.insert(at, text.substring(at, to));
                default -> text.insert(at, corpus[random.nextInt(corpus.length)]);
            }
        }
        return text.toString();
    }

    private char awkward() {
        return AWKWARD.charAt(random.nextInt(AWKWARD.length()));
    }

    /** Some places to split a text of this length, in order. */
    static int[] splits(Random random, int length) {
        return random.ints(random.nextInt(6), 0, length + 1).sorted().toArray();
    }
}
