package io.hecd.admin.command;

import io.hecd.config.text.Mistake;

/** `add acl`: one more pattern. */
final class AddAcl implements Command {
    @Override
    public String name() {
        return "add acl";
    }

    @Override
    public String synopsis() {
        return "add acl [@<ver>] <acl> <pattern>";
    }

    @Override
    public String description() {
        return "add an acl entry";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        int at = AclWords.hasVersion(request) ? 1 : 0;
        if (request.word(at + 1).isEmpty())
            throw new Refusal("'add acl' expects two parameters: ACL identifier and pattern.");
        AclWords words = AclWords.of(request);
        if (words.version() > words.list().nextVersion())
            throw new Refusal("Version number in the future, please use 'prepare acl' before.");
        if (words.version() < words.list().version()) throw new Refusal("Version number out of range.");
        try {
            words.list().add(words.version(), request.word(at + 1));
        } catch (Mistake wrong) {
            throw new Refusal(Printable.text(wrong.problem().message()) + ".");
        }
        return Answer.nothing();
    }
}
