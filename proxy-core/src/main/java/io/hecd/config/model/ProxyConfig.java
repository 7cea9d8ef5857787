package io.hecd.config.model;

import io.hecd.config.text.Position;
import java.util.List;

/**
 * A `frontend`, `backend` or `listen` section (a `defaults` section is one too, and is what others inherit). `rules` holds
 * the lines of all rule sets in the order in which they stand, those of the defaults first. `id` is `id N` or the
 * running number that HAProxy would give.
 */
public record ProxyConfig(
        Position at,
        ProxyKind kind,
        String name,
        int id,
        Settings settings,
        List<BindConfig> binds,
        List<ServerConfig> servers,
        List<AclConfig> acls,
        List<RuleConfig> rules,
        List<ExtensionConfig> extensions) {}
