package io.hecd.admin.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The commands that can be sent, by their names. An instance: embedding programs add theirs. */
public final class Commands {
    static final String DENIED = "Permission denied";

    private static final Set<String> CONVERSATION = Set.of("help", "prompt", "quit");

    /** What the conversation itself understands, and `help` always ends with. */
    private static final String OF_THE_CONVERSATION = line("help [<command>]", "list matching or all commands")
            + line("prompt", "toggle interactive mode with prompt")
            + line("quit", "disconnect");

    /** Slips that everybody makes; `help` does not list them. */
    private static final Map<String, String> ALIASES = Map.of("show stats", "show stat");

    private final TreeMap<String, Command> commands = new TreeMap<>();

    private Commands() {}

    /** Those of HAProxy that hecd has, and sentences about those that it has not. */
    public static Commands standard() {
        Commands commands = new Commands();
        Standard.addTo(commands);
        Absent.addTo(commands);
        return commands;
    }

    /** Adds a command; a name that is there already is a bug of the list and fails at once. */
    public Commands with(Command command) {
        if (commands.putIfAbsent(command.name(), command) != null)
            throw new IllegalStateException("command '" + command.name() + "' twice");
        return this;
    }

    /** All of them, in alphabetical order. */
    public Collection<Command> all() {
        return Collections.unmodifiableCollection(commands.values());
    }

    /** Does what these words say. */
    public Answer run(House house, Caller caller, List<String> words, Optional<String> payload) {
        if (!words.isEmpty() && words.get(0).equals("help")) return Answer.lines(help(words.subList(1, words.size())));
        Optional<Command> found = find(words);
        if (found.isEmpty()) return unknown(words);
        Command command = found.get();
        int named = command.name().split(" ", -1).length;
        Request request = new Request(house, caller, words.subList(named, words.size()), payload);
        try {
            request.require(command.level());
            return command.run(request);
        } catch (Refusal refusal) {
            return Answer.error(refusal.sentence());
        }
    }

    /** The command with the longest name that these words begin with. */
    private Optional<Command> find(List<String> words) {
        for (int length = Math.min(words.size(), 5); length > 0; length--) {
            String name = String.join(" ", words.subList(0, length));
            Command command = commands.get(ALIASES.getOrDefault(name, name));
            if (command != null) return Optional.of(command);
        }
        return Optional.empty();
    }

    private Answer unknown(List<String> words) {
        if (words.isEmpty())
            return Answer.info("Unknown command. Please enter one of the following commands only:\n" + list(shown()));
        return Answer.info(
                "Unknown command, but maybe one of the following ones is a better match:\n" + list(likely(words)));
    }

    private String help(List<String> words) {
        List<Command> listed = words.isEmpty() ? shown() : likely(words);
        return "The following commands are valid at this level:\n" + list(listed) + "\n";
    }

    private List<Command> shown() {
        return List.copyOf(commands.values());
    }

    /** Those that begin as these words do; of these, when a word is wrong, the nearest. */
    private List<Command> likely(List<String> words) {
        // The conversation's own words are always shown.
        if (!words.isEmpty() && CONVERSATION.contains(words.get(0))) return List.of();
        int right = 0;
        for (Command command : commands.values()) right = Math.max(right, common(command, words));
        List<Command> family = new ArrayList<>();
        for (Command command : commands.values()) if (common(command, words) >= right) family.add(command);
        return right == words.size() || isComplete(family, right) ? family : Nearest.of(words, family);
    }

    /** What follows a whole name are arguments, whatever they are. */
    private static boolean isComplete(List<Command> family, int right) {
        return family.size() == 1 && family.get(0).name().split(" ", -1).length == right;
    }

    /** How many words it has in common with what was sent. */
    private static int common(Command command, List<String> words) {
        String[] name = command.name().split(" ", -1);
        int at = 0;
        while (at < name.length && at < words.size() && name[at].equals(words.get(at))) at++;
        return at;
    }

    private static String list(List<Command> commands) {
        StringBuilder out = new StringBuilder();
        commands.stream()
                .filter(command -> !(command instanceof Absent))
                .sorted(Comparator.comparing(Command::synopsis))
                .forEach(command -> out.append(line(command.synopsis(), command.description())));
        return out + OF_THE_CONVERSATION.substring(0, OF_THE_CONVERSATION.length() - 1);
    }

    private static String line(String synopsis, String description) {
        return "  " + synopsis + " ".repeat(Math.max(0, 40 - synopsis.length())) + ": " + description + "\n";
    }
}
