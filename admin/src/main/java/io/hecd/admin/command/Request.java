package io.hecd.admin.command;

import java.util.List;
import java.util.Optional;

/**
 * One command as it was sent.
 *
 * @param words what follows the command's name
 * @param payload the lines after `<<`
 */
public record Request(House house, Caller caller, List<String> words, Optional<String> payload) {
    /** The word at this place, empty where there is none. */
    public String word(int at) {
        return at < words.size() ? words.get(at) : "";
    }

    /** The server that the first word names. */
    Target target() throws Refusal {
        return Target.of(house, word(0));
    }

    void require(Level level) throws Refusal {
        if (caller.level().compareTo(level) < 0) throw new Refusal(Commands.DENIED);
    }
}
