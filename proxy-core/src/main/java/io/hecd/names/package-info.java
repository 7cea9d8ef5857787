/** Floor 0: names in lists: {@link io.hecd.names.Catalog} and the nearest name for a mistyped one. */
@NullMarked
package io.hecd.names;

import org.jspecify.annotations.NullMarked;
