/**
 * Floor 1: the one form of an HTTP head (bytes plus an index), how a body is framed, and what a connection does after
 * a message. Rules and phases never ask which version a head came from. The codecs are in the packages below.
 */
@NullMarked
package io.hecd.http;

import org.jspecify.annotations.NullMarked;
