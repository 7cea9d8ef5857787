/**
 * Floor 3: from text to model. {@link io.hecd.config.section.ConfigurationParser} walks over the lines and hands each to
 * the {@link io.hecd.config.section.SectionParser} of its section. What a section can hold is a table of
 * {@link io.hecd.config.section.Keyword} rows, one per word of the manual, whether hecd has it or not; the tables are
 * also the user manual (docs/keywords.md) and the list of what `hecd migrate` translates.
 */
@NullMarked
package io.hecd.config.section;

import org.jspecify.annotations.NullMarked;
