/**
 * The `registry` section, and what runs for it: a store behind a thread of its own that reads, watches, tries again and
 * remembers the last good set on disk. Followers are given whole sets; "cannot read" is never "empty".
 */
@NullMarked
package io.hecd.discovery.registry;

import org.jspecify.annotations.NullMarked;
