package io.hecd.admin.command;

/** `show cli sockets`: where commands come in, and with which rights. */
final class ShowCliSockets implements Command {
    @Override
    public String name() {
        return "show cli sockets";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "dump list of cli sockets";
    }

    @Override
    public Answer run(Request request) {
        StringBuilder out = new StringBuilder("# socket lvl processes\n");
        for (House.Door door : request.house().doors())
            out.append(door.address()).append(' ').append(door.level().word()).append(" all\n");
        return Answer.lines(out);
    }
}
