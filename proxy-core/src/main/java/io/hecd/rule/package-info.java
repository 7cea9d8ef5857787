/** Floor 4: rules: a condition and an action; the actions are in rule.action. */
@NullMarked
package io.hecd.rule;

import org.jspecify.annotations.NullMarked;
