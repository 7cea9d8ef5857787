package io.hecd.rule;

import io.hecd.acl.Condition;
import io.hecd.config.text.Position;

/** One line of a rule set: what to do, and when (manual 4.2, http-request). Immutable, shared by all workers. */
public record Rule(Position at, Condition condition, Action action) {}
