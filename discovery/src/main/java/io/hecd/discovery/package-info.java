/** The discovery module; see discovery/README.md. */
@NullMarked
package io.hecd.discovery;

import org.jspecify.annotations.NullMarked;
