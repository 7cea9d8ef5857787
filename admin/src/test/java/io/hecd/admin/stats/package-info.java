/** The statistics in all their forms, compared with those of HAProxy. */
@NullMarked
package io.hecd.admin.stats;

import org.jspecify.annotations.NullMarked;
