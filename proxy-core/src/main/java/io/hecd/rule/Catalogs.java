package io.hecd.rule;

import io.hecd.acl.MatcherRow;
import io.hecd.names.Catalog;
import io.hecd.sample.Vocabulary;

/** All lists of names that rules are made of. Filled while building, read while loading. */
public record Catalogs(Vocabulary samples, Catalog<MatcherRow> matchers, Catalog<ActionRow> actions) {}
