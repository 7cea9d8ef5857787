package io.hecd.config.section;

import java.util.List;

final class LegacyRewrites {
    private LegacyRewrites() {}

    static void addTo(List<LegacyWord> words) {}
}
