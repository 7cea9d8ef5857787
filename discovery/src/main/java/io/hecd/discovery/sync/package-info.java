/**
 * From keys to servers: `servers-from` lines, the grammar of values, which servers may vanish, and the differences that go
 * through {@link io.hecd.backend.BackendControl} on the control thread.
 */
@NullMarked
package io.hecd.discovery.sync;

import org.jspecify.annotations.NullMarked;
