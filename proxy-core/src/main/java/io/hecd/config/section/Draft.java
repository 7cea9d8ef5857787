package io.hecd.config.section;

import io.hecd.config.model.HttpErrorsConfig;
import io.hecd.config.model.LogConfig;
import io.hecd.config.model.SectionConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration while it is being read. Confined to one {@link ConfigurationParser} run. */
public final class Draft {
    private final Facts facts;
    private final Notes notes;
    private final List<SectionConfig> sections = new ArrayList<>();

    /** This program has a statistics page. */
    boolean pageServed;

    final Settings.Builder global = Settings.builder();
    final List<LogConfig> globalLogs = new ArrayList<>();
    final List<ProxyDraft> proxies = new ArrayList<>();
    /** Named `defaults` sections; a name may stand for several until somebody refers to it. */
    final Map<String, List<ProxyDraft>> defaults = new LinkedHashMap<>();

    final Map<String, HttpErrorsConfig> httpErrors = new LinkedHashMap<>();

    /** The latest `defaults`, from which a proxy takes its settings unless it says `from`. */
    Optional<ProxyDraft> lastDefaults = Optional.empty();

    Draft(Facts facts, Problems problems) {
        this.facts = facts;
        this.notes = new Notes(problems);
    }

    public Facts facts() {
        return facts;
    }

    public Environment environment() {
        return facts.environment();
    }

    public Problems problems() {
        return notes.problems();
    }

    Notes notes() {
        return notes;
    }

    /** Keeps a section as it is, for the module that knows its words. */
    public void keep(SectionConfig section) {
        sections.add(section);
    }

    List<SectionConfig> sections() {
        return sections;
    }
}
