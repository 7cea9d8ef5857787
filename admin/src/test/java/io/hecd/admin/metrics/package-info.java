/** Metrics. */
@NullMarked
package io.hecd.admin.metrics;

import org.jspecify.annotations.NullMarked;
