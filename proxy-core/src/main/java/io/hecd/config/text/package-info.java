/**
 * Floor 1: the text of haproxy.cfg (manual chapter 2). {@link io.hecd.config.text.Lexer} turns sources into
 * {@link io.hecd.config.text.Line}s one at a time, so that a `setenv` on one line is seen by the next; conditional
 * blocks are resolved on the way. Whoever reads a line reports through it, so every
 * {@link io.hecd.config.text.Problem} knows its place; {@link io.hecd.config.text.ProblemPrinter} shows it.
 */
@NullMarked
package io.hecd.config.text;

import org.jspecify.annotations.NullMarked;
