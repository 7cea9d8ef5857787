/** The command line as a table, and the process contract against the real `bin/hecd`. */
@NullMarked
package io.hecd.admin.launch;

import org.jspecify.annotations.NullMarked;
