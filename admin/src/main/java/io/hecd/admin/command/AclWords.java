package io.hecd.admin.command;

import io.hecd.acl.PatternList;

/**
 * The words `[@VERSION] ACL` of a command.
 *
 * @param version the list's present one where none is named
 */
record AclWords(PatternList list, int version) {
    static boolean hasVersion(Request request) {
        return request.word(0).startsWith("@");
    }

    static AclWords of(Request request) throws Refusal {
        if (!hasVersion(request)) {
            PatternList list = list(request, request.word(0));
            return new AclWords(list, list.version());
        }
        String version = request.word(0).substring(1);
        if (!version.matches("[0-9]{1,9}")) throw new Refusal("Missing version number.");
        return new AclWords(list(request, request.word(1)), Integer.parseInt(version));
    }

    static PatternList list(Request request, String name) throws Refusal {
        return request.house()
                .context()
                .patterns()
                .find(name)
                .orElseThrow(() -> new Refusal("Unknown ACL identifier. Please use #<id> or <file>."));
    }
}
