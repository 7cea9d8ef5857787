package io.hecd.admin.command;

/** Knows the lines of HAProxy's help that are about commands which hecd does not have. */
final class Absences {
    private Absences() {}

    static boolean names(String line) {
        if (!line.startsWith("  ")) return false;
        for (Command command : Commands.standard().all())
            if (command instanceof Absent && (line.strip() + " ").startsWith(command.name() + " ")) return true;
        return line.startsWith("  new ssl crlfile");
    }
}
