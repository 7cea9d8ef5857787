/**
 * Real etcd for tests: one node or three, with everything that can happen to them. Processes are started and ended here, by
 * their own pid; one that survives its test dies with the JVM.
 */
@NullMarked
package io.hecd.discovery.kit;

import org.jspecify.annotations.NullMarked;
