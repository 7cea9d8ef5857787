package io.hecd.backend;

import org.jspecify.annotations.Nullable;

/** A server connection while it is idle: a link in its worker's {@link Pool}. Confined to its worker. */
public abstract class Pooled {
    @Nullable
    Pooled older;

    @Nullable
    Pooled newer;

    @Nullable
    Pool pool;
    /** {@link io.hecd.time.Clock#millis} at which it became idle. */
    long idleSince;

    /** Closes the connection; called when the pool has no use for it any more. */
    protected abstract void discard();

    /** It has carried an exchange after its first; does not change while it is idle. */
    protected abstract boolean isProven();

    public final boolean isIdle() {
        return pool != null;
    }
}
