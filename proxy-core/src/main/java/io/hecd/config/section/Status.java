package io.hecd.config.section;

/** How hecd answers a word of HAProxy's manual. */
public enum Status {
    /** It works as the manual says; a remark tells where it differs. */
    SUPPORTED,
    /** Taken, and said once that it has no effect: it only matters to how HAProxy itself is built. */
    ACCEPTED,
    /** An error that names it. */
    NOT_YET,
    /** A word of HAProxy 1.x which is translated; `hecd migrate` shows the modern text. */
    LEGACY,
    /** A word that HAProxy has given up and that has no modern form. */
    REMOVED
}
