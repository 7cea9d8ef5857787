/** The health module; see health/README.md. */
@NullMarked
package io.hecd.health;

import org.jspecify.annotations.NullMarked;
