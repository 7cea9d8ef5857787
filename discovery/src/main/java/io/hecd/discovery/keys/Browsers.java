package io.hecd.discovery.keys;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;

/**
 * Keeps pages of other sites from writing keys with the browser of somebody who may. Browsers say `Origin` or `Sec-Fetch-Site`
 * with every such request, scripts and clients do not. A name that a stranger lets point to us is no proof, so a browser may
 * write only to an address or to `localhost`.
 */
final class Browsers {
    private Browsers() {}

    /**
     * Whether a request that changes something, or waits, is to be refused.
     *
     * @param scheme that the page must have come with
     */
    static boolean forbid(HttpHeaders headers, String scheme) {
        String origin = headers.get(HttpHeaderNames.ORIGIN, "");
        String site = headers.get("Sec-Fetch-Site", "");
        if (origin.isEmpty() && site.isEmpty()) return false;
        String host = headers.get(HttpHeaderNames.HOST, "").toLowerCase(Locale.ROOT);
        if (!isAddress(host)) return true;
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) return true;
        return !origin.isEmpty() && !origin.toLowerCase(Locale.ROOT).equals(scheme + "://" + host);
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("(localhost|[0-9.]+)(:[0-9]+)?");
    }
}
