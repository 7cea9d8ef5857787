/**
 * Where keys are kept: a store is the whole set at a revision, and what changed since. Revisions, creation and
 * modification numbers are those of etcd v3; the embedded store counts in the same way.
 */
@NullMarked
package io.hecd.discovery.store;

import org.jspecify.annotations.NullMarked;
