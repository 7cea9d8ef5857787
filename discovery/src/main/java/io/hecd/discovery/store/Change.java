package io.hecd.discovery.store;

/**
 * A change of one key, or of a whole directory, that happens or does not.
 *
 * @param ttlMillis how long a written key lives, 0 for ever; etcd counts in seconds and rounds up
 */
public record Change(Kind kind, String key, String value, long ttlMillis, Condition condition) {
    /** What to do. */
    public enum Kind {
        PUT,
        DELETE,
        /** Deletes all keys that start with `key`. */
        DELETE_TREE
    }

    /**
     * What must hold of the key for the change to be made: `exists`, `absent`, its value, the revision that wrote it.
     *
     * @param revision for {@link Test#MODIFIED}
     */
    public record Condition(Test test, String value, long revision) {
        /** What is asked. */
        public enum Test {
            NONE,
            EXISTS,
            ABSENT,
            VALUE,
            MODIFIED,
            /** Both the value and the revision. */
            VALUE_AND_MODIFIED
        }

        public static final Condition NONE = new Condition(Test.NONE, "", 0);
        public static final Condition EXISTS = new Condition(Test.EXISTS, "", 0);
        public static final Condition ABSENT = new Condition(Test.ABSENT, "", 0);
    }

    public static Change put(String key, String value) {
        return new Change(Kind.PUT, key, value, 0, Condition.NONE);
    }

    public static Change delete(String key) {
        return new Change(Kind.DELETE, key, "", 0, Condition.NONE);
    }

    public static Change deleteTree(String prefix) {
        return new Change(Kind.DELETE_TREE, prefix, "", 0, Condition.NONE);
    }

    public Change living(long millis) {
        return new Change(kind, key, value, millis, condition);
    }

    public Change when(Condition condition) {
        return new Change(kind, key, value, ttlMillis, condition);
    }
}
