package io.hecd.discovery.sync;

import io.hecd.config.model.ServerConfig;
import java.net.InetSocketAddress;

/** A server as a key announces it: read, resolved and allowed. */
record Announced(String key, ServerConfig server, InetSocketAddress address) {}
