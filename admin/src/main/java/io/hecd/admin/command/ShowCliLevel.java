package io.hecd.admin.command;

/** `show cli level`: what the one who asks may do. */
final class ShowCliLevel implements Command {
    @Override
    public String name() {
        return "show cli level";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "display the level of the current CLI session";
    }

    @Override
    public Answer run(Request request) {
        return Answer.lines(request.caller().level().word() + "\n");
    }
}
