package io.hecd.proxy;

import io.hecd.traffic.Chapter;

/** A chapter of an exchange. Without fields: everything it knows is in the {@link Exchange}. */
public interface Phase {
    /** Does what can be done now. Called on the exchange's worker, again and again until it does not WAIT. */
    Step run(Exchange exchange);

    /** The letter that an ending in this phase leaves in the log. */
    Chapter chapter();
}
