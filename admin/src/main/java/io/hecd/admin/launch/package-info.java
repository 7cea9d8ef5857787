/**
 * The composition root: the command line, the wiring of the modules, signals, and what a process owes to whoever
 * started it (pid file, readiness, privileges, exit code). Nothing imports this package. Start reading at {@code Main}.
 */
@NullMarked
package io.hecd.admin.launch;

import org.jspecify.annotations.NullMarked;
