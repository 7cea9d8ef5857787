package io.hecd.rule;

import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings.Capture;
import io.hecd.names.LoadTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an action may ask about the proxy that its rule stands in. Load time.
 *
 * @param services the names that `use-service` may have
 */
@LoadTime
public record RuleScope(
        ProxyKind kind, List<Capture> captures, Map<String, HttpErrorsConfig> httpErrors, Collection<String> services) {
    /** A backend with nothing to refer to. */
    public static final RuleScope NONE = new RuleScope(ProxyKind.BACKEND, List.of(), Map.of(), List.of());

    /** The slots of `request` or of `response`, in the order of their numbers. */
    public List<Capture> slots(String side) {
        return captures.stream().filter(capture -> capture.kind().equals(side)).toList();
    }
}
