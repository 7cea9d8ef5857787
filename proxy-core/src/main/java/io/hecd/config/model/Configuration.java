package io.hecd.config.model;

import java.util.List;

/** Everything that the configuration files say. Immutable; compared with its successor at a reload. */
public record Configuration(
        Settings global,
        List<LogConfig> globalLogs,
        List<ProxyConfig> proxies,
        List<SectionConfig> sections,
        List<HttpErrorsConfig> httpErrors) {}
