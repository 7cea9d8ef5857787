package io.hecd.admin.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which commands somebody may have meant: those whose pairs of neighbouring letters are most like those of what was sent.
 * Measured as HAProxy measures, so that its users get the hints that they know.
 */
final class Nearest {
    private static final int MOST = 5;
    /** Letters are 1 to 26, any digit this, anything else and both ends of a word the next. */
    private static final int DIGIT = 27;

    private static final int OTHER = 28;
    private static final int SYMBOLS = 32;

    private Nearest() {}

    private record Candidate(Command command, int distance) {}

    /** @param candidates those that begin with the words that were right */
    static List<Command> of(List<String> sent, List<Command> candidates) {
        int[] wanted = print(sent);
        int sentLength = length(sent);
        List<Candidate> near = new ArrayList<>();
        for (Command command : candidates) {
            List<String> words = List.of(command.name().split(" ", -1));
            int distance = distance(wanted, print(words));
            if (distance < 5 * (sentLength + length(words)) / 2) near.add(new Candidate(command, distance));
        }
        near.sort(Comparator.comparingInt(Candidate::distance));
        if (near.isEmpty()) return List.of();
        int unlikely = 5 * near.get(0).distance / 2;
        return near.stream()
                .limit(MOST)
                .takeWhile(candidate -> candidate.distance <= unlikely)
                .map(Candidate::command)
                .toList();
    }

    private static int length(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    /** How often each letter follows each other one. */
    private static int[] print(List<String> words) {
        int[] print = new int[SYMBOLS * SYMBOLS];
        for (String word : words) {
            int before = OTHER;
            for (int i = 0; i < word.length(); i++) {
                int symbol = symbol(word.charAt(i));
                print[symbol] = 1;
                print[SYMBOLS * before + symbol]++;
                before = symbol;
            }
            print[SYMBOLS * before + OTHER]++;
        }
        return print;
    }

    private static int symbol(char c) {
        char lower = Character.toLowerCase(c);
        if (lower >= 'a' && lower <= 'z') return lower - 'a' + 1;
        return c >= '0' && c <= '9' ? DIGIT : OTHER;
    }

    private static int distance(int[] a, int[] b) {
        int distance = 0;
        for (int i = 0; i < a.length; i++) distance += (a[i] - b[i]) * (a[i] - b[i]);
        return distance;
    }
}
