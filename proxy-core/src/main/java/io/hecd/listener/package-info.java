/** Floor 7: accepting connections within their limits and handing them to a worker. */
@NullMarked
package io.hecd.listener;

import org.jspecify.annotations.NullMarked;
