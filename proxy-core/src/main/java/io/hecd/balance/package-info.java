/** Floor 5: which server takes the next request: one file per algorithm, listed in {@link io.hecd.balance.Algorithms}. */
@NullMarked
package io.hecd.balance;

import org.jspecify.annotations.NullMarked;
