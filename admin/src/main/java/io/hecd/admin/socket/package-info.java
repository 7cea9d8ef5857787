/** The runtime socket (management 9.3): where commands come in and answers go out. What they do is in {@code admin.command}. */
@NullMarked
package io.hecd.admin.socket;

import org.jspecify.annotations.NullMarked;
