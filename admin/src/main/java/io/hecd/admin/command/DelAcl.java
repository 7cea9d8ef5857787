package io.hecd.admin.command;

import io.hecd.acl.PatternList;

/** `del acl`: a pattern less, by its text or by the reference that `show acl` gives. */
final class DelAcl implements Command {
    @Override
    public String name() {
        return "del acl";
    }

    @Override
    public String synopsis() {
        return "del acl <acl> [<key>|#<ref>]";
    }

    @Override
    public String description() {
        return "delete acl entries matching <key>";
    }

    @Override
    public Level level() {
        return Level.ADMIN;
    }

    @Override
    public Answer run(Request request) throws Refusal {
        String key = request.word(1);
        if (key.isEmpty()) throw new Refusal("This command expects two parameters: ACL identifier and key.");
        PatternList list = AclWords.list(request, request.word(0));
        boolean reference = key.matches("#0x[0-9a-fA-F]{1,15}");
        boolean found = reference ? list.remove(Long.parseLong(key.substring(3), 16)) : list.remove(key);
        if (!found) throw new Refusal("Key not found.");
        return Answer.nothing();
    }
}
