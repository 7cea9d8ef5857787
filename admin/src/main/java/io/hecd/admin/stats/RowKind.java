package io.hecd.admin.stats;

/** What a row is about; the ordinals are those of the column `type`. */
public enum RowKind {
    FRONTEND("Frontend", "FRONTEND"),
    BACKEND("Backend", "BACKEND"),
    SERVER("Server", ""),
    LISTENER("Listener", "");

    private final String word;
    private final String serviceName;

    RowKind(String word, String serviceName) {
        this.word = word;
        this.serviceName = serviceName;
    }

    /** As JSON names it; its first letter stands in the typed output. */
    public String word() {
        return word;
    }

    /** The `svname` of a row about a proxy itself. */
    String serviceName() {
        return serviceName;
    }

    /** Its bit in the mask of `show stat ID TYPES SERVER`. */
    public int bit() {
        return 1 << ordinal();
    }
}
