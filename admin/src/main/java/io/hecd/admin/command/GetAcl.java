package io.hecd.admin.command;

import io.hecd.acl.PatternList;

/** `get acl`: whether a value matches, and which pattern. */
final class GetAcl implements Command {
    @Override
    public String name() {
        return "get acl";
    }

    @Override
    public String synopsis() {
        return "get acl <acl> <value>";
    }

    @Override
    public String description() {
        return "report the patterns matching a sample for an ACL";
    }

    @Override
    public Answer run(Request request) throws Refusal {
        if (request.word(1).isEmpty()) throw new Refusal("Missing ACL identifier and/or key.");
        PatternList list = AclWords.list(request, request.word(0));
        StringBuilder out = new StringBuilder();
        for (PatternList.Found found : list.find(request.word(1))) {
            out.append("type=").append(found.method());
            out.append(", case=").append(found.ignoreCase() ? "insensitive" : "sensitive");
            out.append(", match=").append(found.matches() ? "yes" : "no");
            if (!found.pattern().isEmpty())
                out.append(", idx=")
                        .append(isTree(found) ? "tree" : "list")
                        .append(", pattern=\"")
                        .append(Printable.text(found.pattern()))
                        .append('"');
            out.append('\n');
        }
        return Answer.lines(out);
    }

    /** As HAProxy keeps them; hecd's own tables are others. */
    private static boolean isTree(PatternList.Found found) {
        return switch (found.method()) {
            case "ip" -> true;
            case "str", "beg" -> !found.ignoreCase();
            default -> false;
        };
    }
}
