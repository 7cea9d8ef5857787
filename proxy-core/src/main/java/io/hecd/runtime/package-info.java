/** Floor 8: the load balancer as a whole: compiling a configuration, starting, reloading, stopping. */
@NullMarked
package io.hecd.runtime;

import org.jspecify.annotations.NullMarked;
