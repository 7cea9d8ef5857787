package io.hecd.backend;

import org.jspecify.annotations.Nullable;

/**
 * One worker's idle connections to one server, the latest first: it is the one most likely to be alive and warm.
 * Confined to its worker.
 */
public final class Pool {
    private @Nullable Pooled newest;
    private @Nullable Pooled oldest;
    private int size;
    private int proven;

    /** For whoever shows it from another thread it may be a moment old. */
    public int size() {
        return size;
    }

    /** Those that have carried an exchange after their first: the server is known to keep connections open. */
    public int proven() {
        return proven;
    }

    /** Takes the connection that became idle last, or null. */
    public @Nullable Pooled take() {
        Pooled connection = newest;
        if (connection != null) remove(connection);
        return connection;
    }

    public void give(Pooled connection, long nowMillis) {
        assert connection.pool == null : "given to a pool twice";
        connection.pool = this;
        connection.idleSince = nowMillis;
        connection.older = newest;
        connection.newer = null;
        if (newest != null) newest.newer = connection;
        newest = connection;
        if (oldest == null) oldest = connection;
        size++;
        if (connection.isProven()) proven++;
    }

    public void remove(Pooled connection) {
        if (connection.pool != this) return;
        if (connection.newer != null) connection.newer.older = connection.older;
        else newest = connection.older;
        if (connection.older != null) connection.older.newer = connection.newer;
        else oldest = connection.newer;
        connection.older = connection.newer = null;
        connection.pool = null;
        size--;
        if (connection.isProven()) proven--;
    }

    /** Closes the oldest connections until `keep` are left, but none that became idle after `since`. */
    public void trim(int keep, long since) {
        while (size > keep && oldest != null && oldest.idleSince <= since) {
            Pooled connection = oldest;
            remove(connection);
            connection.discard();
        }
    }

    /** Closes them all. */
    public void clear() {
        trim(0, Long.MAX_VALUE);
    }
}
