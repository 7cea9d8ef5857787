package io.hecd.admin.command;

/** One command of the runtime socket: what it is called, what `help` says of it, who may use it, and what it does. */
public interface Command {
    /** The words that name it, as `get weight`. */
    String name();

    /** Name and arguments as `help` shows them, as `get weight <bk>/<srv>`. */
    String synopsis();

    String description();

    default Level level() {
        return Level.USER;
    }

    /**
     * Does it, on the control thread.
     *
     * @throws Refusal when it cannot be done, with the sentence for whoever asked
     */
    Answer run(Request request) throws Refusal;
}
