/** Floor 1: the machine's network: which transport, how channels are made, how much is read at once. */
@NullMarked
package io.hecd.net;

import org.jspecify.annotations.NullMarked;
