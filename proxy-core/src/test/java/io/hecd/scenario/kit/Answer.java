package io.hecd.scenario.kit;

/** A parsed answer to a client. `status` 0: the connection ended without one. */
public record Answer(int status, String head, String body, boolean complete) {
    static Answer of(Wire.Message message) {
        String[] words = message.startLine().split(" ");
        int status = 0;
        if (words.length > 1 && words[1].length() == 3)
            try {
                status = Integer.parseInt(words[1]);
            } catch (NumberFormatException e) {
                status = 0;
            }
        return new Answer(status, message.head(), message.body(), message.complete());
    }

    /** The first header of this name; empty when there is none. */
    public String header(String name) {
        return new Wire.Message("", head, "", true).header(name);
    }

    public String startLine() {
        return head.split("\r?\n", 2)[0];
    }
}
