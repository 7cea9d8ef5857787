package io.hecd.discovery.store;

import java.util.Optional;

/**
 * One key changed.
 *
 * @param entry what it is now; of a key that went away, what it was with the revision of its end in `modified`
 * @param before what it was, if it was there and the store still knows
 */
public record Event(Kind kind, Entry entry, Optional<Entry> before) {
    /** What happened to the key. */
    public enum Kind {
        /** Written, new or not. */
        PUT,
        /** Deleted by somebody. */
        DELETE,
        /** Gone because its time was up; etcd does not tell this apart from DELETE. */
        EXPIRE
    }
}
