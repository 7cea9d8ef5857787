package io.hecd.config.model;

import io.hecd.config.text.Position;

/** One `server` line (manual 4.2, chapter 5.2); its settings inherit those of the `default-server` lines above it. */
public record ServerConfig(Position at, String name, Address address, Settings settings) {}
