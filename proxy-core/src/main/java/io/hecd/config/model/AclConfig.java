package io.hecd.config.model;

import io.hecd.config.text.Position;
import io.hecd.config.text.Word;
import java.util.List;

/** `acl NAME WORDS...` (manual 7.1). Lines with the same name add up (or). */
public record AclConfig(Position at, String name, List<Word> words) {}
