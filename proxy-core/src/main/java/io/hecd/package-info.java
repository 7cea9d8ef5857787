/** The house of hecd: the floors are listed in proxy-core/README.md; a package imports only lower floors. */
@NullMarked
package io.hecd;

import org.jspecify.annotations.NullMarked;
