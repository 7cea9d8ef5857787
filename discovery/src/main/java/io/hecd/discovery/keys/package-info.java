/**
 * etcd's v2 keys API in front of any {@link io.hecd.discovery.store.Store}, for scripts and clients that register servers with
 * it. A key is a key of the store; a directory is there as long as a key lies below it, or its marker, a key that ends with
 * `/`. Read {@link io.hecd.discovery.keys.KeysApi} first, then KeyWrites; all of it runs on one event loop of its own.
 */
@NullMarked
package io.hecd.discovery.keys;

import org.jspecify.annotations.NullMarked;
