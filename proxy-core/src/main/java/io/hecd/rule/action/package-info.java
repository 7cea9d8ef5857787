/**
 * Floor 4: the actions of rules, one file each, and their list ({@link io.hecd.rule.action.Actions}). Actions are compiled
 * once and shared by all workers; what they write goes through the transaction.
 */
@NullMarked
package io.hecd.rule.action;

import org.jspecify.annotations.NullMarked;
