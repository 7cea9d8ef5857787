/**
 * Floor 4: tests on samples (manual 7): {@link io.hecd.acl.Acl} by name or in braces, the ways to compare
 * ({@link io.hecd.acl.Matchers}), and {@link io.hecd.acl.Condition}, which combines them behind `if` and `unless`.
 */
@NullMarked
package io.hecd.acl;

import org.jspecify.annotations.NullMarked;
