package io.hecd.admin.command;

/** `commit acl`: the prepared version takes the place of the present one. */
final class CommitAcl implements Command {
    @Override
    public String name() {
        return "commit acl";
    }

    @Override
    public String synopsis() {
        return "commit acl @<ver> <acl>";
    }

    @Override
    public String description() {
        return "commit the ACL at this version";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        if (!AclWords.hasVersion(request)) throw new Refusal("Missing version number.");
        AclWords words = AclWords.of(request);
        if (!words.list().commit(words.version())) throw new Refusal("Version number out of range.");
        return Answer.nothing();
    }
}
