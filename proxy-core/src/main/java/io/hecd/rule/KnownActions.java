package io.hecd.rule;

import java.util.Set;

/** HAProxy's actions that hecd does not have (manual 4.2), to tell them from mistyped words. Nothing else reads them. */
final class KnownActions {
    private static final Set<String> NAMES = Set.of(
            "add-acl",
            "attach-srv",
            "auth",
            "cache-store",
            "cache-use",
            "close",
            "del-acl",
            "del-map",
            "disable-l7-retry",
            "do-resolve",
            "early-hint",
            "expect-netscaler-cip",
            "expect-proxy",
            "normalize-uri",
            "sc-inc-gpc",
            "sc-inc-gpc0",
            "sc-inc-gpc1",
            "sc-set-gpt",
            "sc-set-gpt0",
            "send-spoe-group",
            "set-dst",
            "set-dst-port",
            "set-map",
            "set-mark",
            "set-nice",
            "set-priority-class",
            "set-priority-offset",
            "set-src",
            "set-src-port",
            "set-timeout",
            "set-tos",
            "set-var",
            "set-var-fmt",
            "tarpit",
            "track-sc0",
            "track-sc1",
            "track-sc2",
            "unset-var",
            "wait-for-body",
            "wait-for-handshake");

    private KnownActions() {}

    /** Arguments in parentheses belong to the word but not to the name. */
    static boolean contains(String word) {
        int open = word.indexOf('(');
        return NAMES.contains(open < 0 ? word : word.substring(0, open));
    }
}
