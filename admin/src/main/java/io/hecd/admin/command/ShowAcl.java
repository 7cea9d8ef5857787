package io.hecd.admin.command;

import io.hecd.acl.PatternList;

/** `show acl`: the lists of patterns, or the patterns of one. */
final class ShowAcl implements Command {
    @Override
    public String name() {
        return "show acl";
    }

    @Override
    public String synopsis() {
        return "show acl [@<ver>] <acl>]";
    }

    @Override
    public String description() {
        return "report available acls or dump an acl's contents";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        StringBuilder out = new StringBuilder();
        if (request.word(0).isEmpty()) {
            out.append("# id (file) description\n");
            for (PatternList list : request.house().context().patterns().all())
                out.append(list.id())
                        .append(" (")
                        .append(list.file())
                        .append(") ")
                        .append(list.description())
                        .append(". curr_ver=")
                        .append(list.version())
                        .append(" next_ver=")
                        .append(list.nextVersion())
                        .append(" entry_cnt=")
                        .append(list.size())
                        .append('\n');
            return Answer.lines(out);
        }
        AclWords words = AclWords.of(request);
        for (PatternList.Entry entry : words.list().entries(words.version()))
            out.append("0x")
                    .append(Long.toHexString(entry.reference()))
                    .append(' ')
                    .append(Printable.text(entry.text()))
                    .append('\n');
        return Answer.lines(out);
    }
}
