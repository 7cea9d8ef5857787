package io.hecd.rule;

import io.hecd.acl.Condition;
import io.hecd.config.text.Position;
import io.hecd.sample.Text;

/**
 * `use_backend NAME if ...` (manual 4.2). A name with `%` is a text of the exchange; else it is fixed, and the compiler
 * has checked that there is such a backend. Immutable, shared by all workers.
 */
public record BackendRule(Position at, Condition condition, String name, Text text, boolean fixed) {}
