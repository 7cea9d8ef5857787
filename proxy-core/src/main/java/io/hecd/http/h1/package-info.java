/**
 * HTTP/1 on the wire (RFC 9112): the incremental head parser and the chunk scanner. Both are strict where two readers
 * could disagree, as HAProxy elsewhere; what differs from HAProxy is listed in HeadTwinTest.
 */
@NullMarked
package io.hecd.http.h1;

import org.jspecify.annotations.NullMarked;
