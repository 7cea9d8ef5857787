package io.hecd.config.text;

import java.util.Set;

/**
 * What a condition (manual 2.4) may ask about.
 *
 * @param version the HAProxy version whose language is spoken, as `-v` shows it
 * @param features the names that `-vv` lists with a `+`
 * @param sslLibrary its name and version, as `OpenSSL 3.0.11`; empty when there is none
 */
public record Facts(String version, Set<String> features, String sslLibrary, Environment environment) {
    public Facts {
        features = Set.copyOf(features);
    }
}
