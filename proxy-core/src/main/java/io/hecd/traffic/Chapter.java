package io.hecd.traffic;

/** Where an exchange was when it ended: the second letter of the termination state (manual 8.5). */
public enum Chapter {
    /** Waiting for a complete, valid request. */
    REQUEST('R'),
    /** Waiting in a queue for a connection slot. */
    QUEUE('Q'),
    /** Waiting for the connection to the server. */
    CONNECT('C'),
    /** Waiting for complete, valid response headers. */
    HEADERS('H'),
    /** While data went on. */
    DATA('D'),
    /** Pushing the last data to the client after the server had finished. */
    LAST('L'),
    /** Held in a tarpit. */
    TARPIT('T'),
    /** After everything was transferred. */
    NONE('-');

    private final char letter;

    Chapter(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }
}
