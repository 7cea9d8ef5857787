package io.hecd.config.section;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A proxy section (or a `defaults`) while it is being read: its own lines over those of its `defaults`. */
final class ProxyDraft {
    final Draft whole;
    final ProxyKind kind;
    /** The name; an empty word for a `defaults` without one. */
    final Word name;
    /** The keyword that opened the section. */
    final Word opening;

    final Optional<ProxyDraft> from;
    final Settings.Builder settings;
    /** What `default-server` lines have set so far. */
    Settings.Builder serverSettings;

    final List<BindConfig> binds = new ArrayList<>();
    final List<ServerConfig> servers = new ArrayList<>();
    final List<AclConfig> acls = new ArrayList<>();
    final List<RuleConfig> rules = new ArrayList<>();
    final List<ExtensionConfig> extensions = new ArrayList<>();
    /** How many of the rules stood in `defaults` sections. */
    int inheritedRules;
    /** How many `block` lines stand at the head of its own rules. */
    int blocks;

    int id;
    /** Says, for a `defaults`, that a proxy has named it, or that one has taken it without. */
    boolean usedByName;

    boolean usedUnnamed;

    ProxyDraft(Draft whole, ProxyKind kind, Word opening, Word name, Optional<ProxyDraft> from) {
        this.whole = whole;
        this.kind = kind;
        this.opening = opening;
        this.name = name;
        this.from = from;
        this.settings = Settings.over(from.map(d -> d.settings.build()).orElse(Settings.NONE));
        this.serverSettings =
                Settings.over(from.map(d -> d.serverSettings.build()).orElse(Settings.NONE));
    }

    boolean isDefaults() {
        return kind == ProxyKind.DEFAULTS;
    }

    boolean isNamed() {
        return !name.isEmpty();
    }

    /** `frontend 'www'`, as messages call it. */
    String title() {
        String word = opening.text();
        return isNamed() ? word + " '" + name.text() + "'" : word;
    }

    ProxyConfig build(int number) {
        return new ProxyConfig(
                opening.at(),
                kind,
                name.text(),
                number,
                settings.build(),
                List.copyOf(binds),
                List.copyOf(servers),
                List.copyOf(acls),
                List.copyOf(rules),
                List.copyOf(extensions));
    }
}
