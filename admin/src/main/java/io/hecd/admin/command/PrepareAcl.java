package io.hecd.admin.command;

/** `prepare acl`: a version that is filled without being seen, until `commit acl`. */
final class PrepareAcl implements Command {
    @Override
    public String name() {
        return "prepare acl";
    }

    @Override
    public String synopsis() {
        return "prepare acl <acl>";
    }

    @Override
    public String description() {
        return "prepare a new version for atomic ACL replacement";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        return Answer.info("New version created: "
                + AclWords.list(request, request.word(0)).prepare());
    }
}
