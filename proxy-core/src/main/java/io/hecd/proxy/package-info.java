/** Floor 6: sessions and exchanges: what happens between a client and a server. Read proxy.phase.Lifecycle first. */
@NullMarked
package io.hecd.proxy;

import org.jspecify.annotations.NullMarked;
