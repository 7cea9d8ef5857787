package io.hecd.config.model;

import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import java.util.List;

/**
 * One rule line: `http-request set-header X-A b if { path /x }`. `set` is the rule set ("http-request", "use_backend",
 * "tcp-request content", "redirect" ...), `words` the action and its arguments, without the condition.
 */
public record RuleConfig(Position at, String set, List<Word> words, ConditionConfig condition) {}
