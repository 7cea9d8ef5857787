package io.hecd.config.section;

import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** `defaults`, `frontend`, `listen` and `backend` (manual 4): opens the section and finds what it inherits. */
final class ProxySection implements SectionParser {
    private final ProxyKind kind;
    private final Sections sections;

    ProxySection(ProxyKind kind, Sections sections) {
        this.kind = kind;
        this.sections = sections;
    }

    @Override
    public Body open(Line line, Draft draft) {
        draft.pageServed = sections.isServed("stats uri");
        Word name = line.peek();
        if (kind == ProxyKind.DEFAULTS && name.is("from")) name = NO_NAME;
        else if (!name.isEmpty()) line.next();
        if (name.isEmpty() && kind != ProxyKind.DEFAULTS)
            throw line.error(
                    line.peek(), "'" + line.keyword() + "' needs a name", "as in '" + line.keyword() + " web'");
        if (kind != ProxyKind.DEFAULTS || !name.isEmpty()) checkName(line, name);

        Word address = line.peek();
        boolean legacyAddress = false;
        boolean inlineAddress = kind.hasFrontend() && !address.isEmpty() && !address.is("from");
        if (inlineAddress) {
            line.next();
            if (!AddressReader.looksLikeAddress(address.text()))
                draft.problems()
                        .add(line.error(
                                address,
                                "unexpected word '" + address.text() + "' after the name",
                                "'from' and the name of a defaults section may follow"));
            else legacyAddress = true;
        }
        List<Word> bindWords = inlineAddress ? line.rest() : List.of();

        ProxyDraft proxy = new ProxyDraft(draft, kind, line.first(), name, inherited(line, draft));
        if (line.hasNext()) {
            draft.problems()
                    .add(line.error(
                            line.peek(),
                            "unexpected word '" + line.peek().text() + "' after " + line.subject(),
                            "'from' and the name of a defaults section may follow"));
        }
        register(proxy, draft);
        if (legacyAddress) LegacyWords.inlineBind(line, address, bindWords, proxy);
        return new ProxyBody(proxy, sections);
    }

    private static final Word NO_NAME = Word.of("");

    /** Manual 4: letters, digits, and `-_.:`. */
    static void checkName(Line line, Word name) {
        int bad = badCharacter(name.text());
        if (bad >= 0)
            throw line.error(
                    name,
                    bad,
                    1,
                    "character '" + name.text().charAt(bad) + "' is not allowed in the name '" + name.text() + "'",
                    "a name is made of letters, digits, '-', '_', '.' and ':'");
    }

    static int badCharacter(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean good =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0;
            if (!good) return i;
        }
        return -1;
    }

    private Optional<ProxyDraft> inherited(Line line, Draft draft) {
        if (!line.accept("from")) {
            // A `defaults` section that does not say `from` starts anew.
            if (kind == ProxyKind.DEFAULTS) return Optional.empty();
            draft.lastDefaults.ifPresent(last -> last.usedUnnamed = true);
            draft.lastDefaults.ifPresent(last -> noRulesForListen(line, last));
            return draft.lastDefaults;
        }
        Word from = line.takeWord("the name of a defaults section");
        List<ProxyDraft> candidates = draft.defaults.getOrDefault(from.text(), List.of());
        if (candidates.isEmpty()) {
            draft.problems()
                    .add(line.error(
                            "unknown-defaults",
                            from,
                            "there is no defaults section '" + from.text() + "' above",
                            io.hecd.names.Catalog.nearest(from.text(), draft.defaults.keySet())
                                    .map(near -> "did you mean '" + near + "'?")
                                    .orElse("")));
            return draft.lastDefaults;
        }
        if (candidates.size() > 1)
            throw line.error(
                    "ambiguous-defaults",
                    from,
                    "there are several defaults sections '" + from.text() + "'",
                    "the first at " + candidates.get(0).opening.at() + ", another at "
                            + candidates.get(1).opening.at());
        ProxyDraft chosen = candidates.get(0);
        if (kind != ProxyKind.DEFAULTS) chosen.usedByName = true;
        noRulesForListen(line, chosen);
        return Optional.of(chosen);
    }

    /** Manual 4.2, tcp-request and http-request: their order between the two halves of a `listen` would be unclear. */
    private void noRulesForListen(Line line, ProxyDraft defaults) {
        if (kind == ProxyKind.LISTEN && defaults.rules.stream().anyMatch(rule -> !InheritedRules.isCheck(rule)))
            defaults.whole
                    .problems()
                    .add(line.error(
                            "listen-rules",
                            line.first(),
                            "a listen section cannot inherit rules, and " + defaults.title() + " has some",
                            "move the rules, or split it into a frontend and a backend"));
    }

    private void register(ProxyDraft proxy, Draft draft) {
        if (proxy.isDefaults()) {
            proxy.from.ifPresent(from -> {
                proxy.rules.addAll(from.rules);
                proxy.acls.addAll(from.acls);
                proxy.inheritedRules = proxy.rules.size();
            });
            draft.lastDefaults = Optional.of(proxy);
            if (proxy.isNamed())
                draft.defaults
                        .computeIfAbsent(proxy.name.text(), name -> new ArrayList<>())
                        .add(proxy);
            return;
        }
        proxy.from.ifPresent(from -> InheritedRules.copy(from, proxy));
        draft.proxies.add(proxy);
    }

    /** The lines of the section. */
    private record ProxyBody(ProxyDraft proxy, Sections sections) implements Body {
        @Override
        public String name() {
            return proxy.isNamed() ? proxy.name.text() : proxy.opening.text();
        }

        @Override
        public void read(Line line) {
            if (sections.isProxyWord(line.keyword())) {
                if (proxy.isDefaults())
                    throw line.error(
                            line.first(),
                            "'" + line.keyword() + "' cannot stand in a defaults section",
                            "write it in the sections that it is for");
                proxy.extensions.add(new ExtensionConfig(line, proxy.serverSettings.build()));
                return;
            }
            ProxyWords.read(line, proxy, sections.names());
        }
    }
}
