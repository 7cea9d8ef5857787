/** The statistics for Prometheus: HAProxy's own metrics by the names of its exporter, and hecd's own behind them. */
@NullMarked
package io.hecd.admin.metrics;

import org.jspecify.annotations.NullMarked;
