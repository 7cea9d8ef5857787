package io.hecd.traffic;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;

/** One way to answer an error. Immutable. */
sealed interface ErrorPage permits BuiltInPage, FilePage, RedirectPage {
    /** False if nothing is to be answered. */
    boolean fill(HttpHead response, ByteView body, Why why);

    /**
     * What there is to tell.
     *
     * @param id see {@link ReasonIds}; empty where the configuration wants nothing told
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Why(Ending ending, byte[] id, PageFormat format) {
        boolean isTold() {
            return id.length > 0;
        }
    }
}
