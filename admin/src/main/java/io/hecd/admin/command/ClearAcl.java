package io.hecd.admin.command;

/** `clear acl`: no pattern any more. */
final class ClearAcl implements Command {
    @Override
    public String name() {
        return "clear acl";
    }

    @Override
    public String synopsis() {
        return "clear acl [@<ver>] <acl>";
    }

    @Override
    public String description() {
        return "clear the contents of this acl";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        if (request.word(AclWords.hasVersion(request) ? 1 : 0).isEmpty()) throw new Refusal("Missing ACL identifier.");
        AclWords words = AclWords.of(request);
        words.list().clear(words.version());
        return Answer.nothing();
    }
}
