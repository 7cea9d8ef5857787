/** The commands of the runtime socket (management 9.3), one a file; {@link io.hecd.admin.command.Commands} lists them. */
@NullMarked
package io.hecd.admin.command;

import org.jspecify.annotations.NullMarked;
