/**
 * The statistics: one catalogue of columns ({@link io.hecd.admin.stats.Column}), rows read from the load balancer
 * ({@link io.hecd.admin.stats.StatsTable}), and the forms in which they are shown: CSV, typed, JSON, and the page.
 */
@NullMarked
package io.hecd.admin.stats;

import org.jspecify.annotations.NullMarked;
