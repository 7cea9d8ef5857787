package io.hecd.config.model;

import io.hecd.config.text.Line;
import io.hecd.config.text.Position;
import java.util.List;

/**
 * A section whose vocabulary the core does not know: kept as lines for the module that brings it (`registry`), or for the message that says that hecd does not have it (`peers`).
 */
public record SectionConfig(Position at, String keyword, String name, List<Line> lines) {}
