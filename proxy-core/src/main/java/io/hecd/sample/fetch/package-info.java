/** Floor 3: the families of fetches, tables of rows with small functions; {@link io.hecd.sample.fetch.Fetches} lists them all. */
@NullMarked
package io.hecd.sample.fetch;

import org.jspecify.annotations.NullMarked;
