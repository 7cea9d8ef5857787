/** Floor 0: bytes that are not text yet: views, ASCII, a worker's scratch memory. */
@NullMarked
package io.hecd.bytes;

import org.jspecify.annotations.NullMarked;
