package io.hecd.config.model;

import io.hecd.config.text.Line;

/**
 * A line of a proxy whose word another module brings (`servers-from`), kept for that module. `serverDefaults` is what the
 * `default-server` lines above it say.
 */
public record ExtensionConfig(Line line, Settings serverDefaults) {}
