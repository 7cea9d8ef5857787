/** Floor 0: counters, one shard per worker, summed by whoever reads. */
@NullMarked
package io.hecd.stats;

import org.jspecify.annotations.NullMarked;
