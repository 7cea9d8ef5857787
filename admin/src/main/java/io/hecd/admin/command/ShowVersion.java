package io.hecd.admin.command;

import io.hecd.names.Identity;

/** `show version`. */
final class ShowVersion implements Command {
    @Override
    public String name() {
        return "show version";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "show version of the current process";
    }

    @Override
    public Answer run(Request request) {
        return Answer.lines(Identity.FULL_VERSION + "\n");
    }
}
