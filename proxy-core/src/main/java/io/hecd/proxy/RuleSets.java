package io.hecd.proxy;

import io.hecd.rule.RuleSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rules of one proxy section, compiled (manual 4.2). The frontend and the backend that a `listen` section is share one,
 * so that what ran for the first is not run again for the second. Immutable, shared by all workers.
 *
 * @param redirects the `redirect` lines, which are run behind `http-request` even if that ended with `allow`
 * @param service what answers some requests here, behind `http-request`; null: nothing
 * @param services those that `use-service` may name
 */
public record RuleSets(
        RuleSet tcpConnection,
        RuleSet tcpSession,
        RuleSet tcpContent,
        RuleSet tcpResponse,
        RuleSet httpRequest,
        RuleSet redirects,
        RuleSet httpResponse,
        RuleSet httpAfterResponse,
        @Nullable Service service,
        Map<String, Service> services) {}
