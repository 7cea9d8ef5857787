/** Floor 2: what was written, as records with the place where it stands. No behaviour, and nothing that is alive. */
@NullMarked
package io.hecd.config.model;

import org.jspecify.annotations.NullMarked;
