/** Floor 6: the chapters of an exchange, a file each; {@link io.hecd.proxy.phase.Lifecycle} has their order. */
@NullMarked
package io.hecd.proxy.phase;

import org.jspecify.annotations.NullMarked;
