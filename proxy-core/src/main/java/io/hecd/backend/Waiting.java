package io.hecd.backend;

import org.jspecify.annotations.Nullable;

/** An exchange's place in a {@link Queue}: reused by its exchange, in one queue at most. Confined to its worker. */
public abstract class Waiting {
    @Nullable
    Waiting before;

    @Nullable
    Waiting after;

    @Nullable
    Queue queue;
    /** The one server it waits for, or null when any of the backend will do. */
    @Nullable
    Server only;

    /** A slot of `server` has been taken for it and it has left the queue. */
    protected abstract void granted(Server server);

    /** It has left the queue, since no server is left to wait for. */
    protected abstract void abandoned();

    public final void leave() {
        if (queue != null) queue.remove(this);
    }

    public final boolean isQueued() {
        return queue != null;
    }
}
