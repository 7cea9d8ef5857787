/** Floor 3: the families of converters, tables of rows with small functions; {@link io.hecd.sample.convert.Converters} lists them all. */
@NullMarked
package io.hecd.sample.convert;

import org.jspecify.annotations.NullMarked;
