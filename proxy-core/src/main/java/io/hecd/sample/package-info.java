/**
 * Floor 3: samples (manual 7): {@link io.hecd.sample.Sample} is one value taken from an exchange,
 * {@link io.hecd.sample.Expression} says how it is taken and converted, {@link io.hecd.sample.Text} is a text with such
 * values in it. The vocabulary is in the packages fetch and convert, as rows.
 */
@NullMarked
package io.hecd.sample;

import org.jspecify.annotations.NullMarked;
