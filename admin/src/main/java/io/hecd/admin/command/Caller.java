package io.hecd.admin.command;

/** Who sent a command: a conversation on a runtime socket, with what belongs to it alone. Called on the control thread. */
public interface Caller {
    Level level();

    /** Gives rights up, for as long as the connection lasts. */
    void lower(Level level);

    /** How long it may be silent. */
    void timeout(long millis);

    void severityOutput(Severity.Form form);
}
