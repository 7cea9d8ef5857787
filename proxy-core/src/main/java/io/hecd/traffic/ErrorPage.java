package io.hecd.traffic;

import io.hecd.bytes.ByteView;
import io.hecd.http.HttpHead;

/** One way to answer an error. Immutable. */
sealed interface ErrorPage permits BuiltInPage, FilePage, RedirectPage {
    /** False if nothing is to be answered. */
    boolean fill(HttpHead response, ByteView body, Ending ending, byte[] id);
}
