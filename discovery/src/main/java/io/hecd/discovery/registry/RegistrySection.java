package io.hecd.discovery.registry;

import io.hecd.config.model.SectionConfig;
import io.hecd.config.text.Line;
import io.hecd.config.text.Mistake;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import io.hecd.discovery.store.EtcdOptions;
import io.hecd.names.Catalog;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads the lines of a `registry` section. */
public final class RegistrySection {
    private static final int USUAL_PANIC_PERCENT = 50;
    private static final long USUAL_DEBOUNCE_MILLIS = 100;
    private static final long LONGEST_DEBOUNCE_MILLIS = 60_000;
    private static final String STORE_HINT =
            "as in 'store etcd http://127.0.0.1:2379' or 'store embedded /var/lib/hecd'";

    private static final Catalog<Reader> WORDS = new Catalog<Reader>("word")
            .with("allow-cidr", RegistrySection::allowCidr)
            .with("allow-empty", (line, draft) -> draft.allowEmpty = true)
            .with("debounce", RegistrySection::debounce)
            .with("http", (line, draft) -> draft.http = Optional.of(HttpLine.read(line)))
            .with("last-good", (line, draft) -> draft.lastGood = Optional.of(path(line, "a file")))
            .with("panic", RegistrySection::panic)
            .with("ssl", RegistrySection::ssl)
            .with("store", RegistrySection::store)
            .with("user", RegistrySection::user);

    private interface Reader {
        void read(Line line, Draft draft);
    }

    private static final class Draft {
        Optional<RegistryConfig.StoreConfig> store = Optional.empty();
        Optional<RegistryConfig.Login> login = Optional.empty();
        Optional<RegistryConfig.Tls> tls = Optional.empty();
        int panicPercent = USUAL_PANIC_PERCENT;
        long debounceMillis = USUAL_DEBOUNCE_MILLIS;
        Optional<RegistryConfig.HttpAt> http = Optional.empty();
        boolean allowEmpty;
        final List<Network> allowed = new ArrayList<>();
        Optional<Path> lastGood = Optional.empty();

        RegistryConfig build(Position at, String name) {
            Path directory = StateDirectory.usual();
            return new RegistryConfig(
                    at,
                    name,
                    store.orElseGet(() -> new RegistryConfig.EmbeddedAt(directory)),
                    login,
                    tls,
                    panicPercent,
                    debounceMillis,
                    http,
                    allowEmpty,
                    List.copyOf(allowed),
                    lastGood.orElseGet(() -> directory.resolve("registry-" + name + ".last")));
        }
    }

    private RegistrySection() {}

    /** The registry that there is when no section is written: the embedded store in the usual place, no keys API. */
    public static RegistryConfig usual() {
        return new Draft().build(Position.NONE, "main");
    }

    /** Reads a section; what is wrong goes to `problems`, and the rest of it is read all the same. */
    public static RegistryConfig read(SectionConfig section, Problems problems) {
        Draft draft = new Draft();
        if (!section.name().matches("[A-Za-z0-9._-]{1,64}"))
            problems.error(
                    "registry-name",
                    section.at(),
                    "registry".length(),
                    section.name().isEmpty()
                            ? "a registry needs a name"
                            : "'" + section.name() + "' is not a registry's name",
                    "letters, digits, '.', '_' and '-', as in 'registry main'");
        for (Line line : section.lines()) {
            try {
                line.reset(0);
                line.takeFrom(WORDS).read(line, draft);
                line.expectEnd();
            } catch (Mistake mistake) {
                problems.add(mistake);
            }
        }
        return draft.build(section.at(), section.name());
    }

    private static void store(Line line, Draft draft) {
        Word kind = line.takeWord("a kind of store");
        switch (kind.text()) {
            case "etcd" -> {
                List<URI> endpoints = new ArrayList<>();
                do endpoints.add(endpoint(line));
                while (line.hasNext());
                draft.store = Optional.of(new RegistryConfig.EtcdAt(List.copyOf(endpoints)));
            }
            case "embedded" -> draft.store = Optional.of(new RegistryConfig.EmbeddedAt(path(line, "a directory")));
            default -> throw line.error(kind, "unknown kind of store '" + kind.text() + "'", STORE_HINT);
        }
    }

    private static URI endpoint(Line line) {
        Word word = line.takeWord("an address of etcd");
        try {
            return EtcdOptions.endpoint(word.text());
        } catch (IllegalArgumentException e) {
            throw line.error(word, "'" + word.text() + "' is not an address of etcd", "as 'http://127.0.0.1:2379'");
        }
    }

    private static void user(Line line, Draft draft) {
        String user = line.take("a user");
        Word how = line.takeWord("'password-file'");
        if (!how.is("password-file"))
            throw line.error(
                    how, "unknown word '" + how.text() + "' after 'user'", "as 'user hecd password-file FILE'");
        draft.login = Optional.of(new RegistryConfig.Login(user, path(line, "a file")));
    }

    private static void ssl(Line line, Draft draft) {
        Optional<Path> caFile = Optional.empty();
        Optional<Path> crt = Optional.empty();
        while (line.hasNext()) {
            Word word = line.next();
            switch (word.text()) {
                case "ca-file" -> caFile = Optional.of(path(line, "a file"));
                case "crt" -> crt = Optional.of(path(line, "a file"));
                default -> throw line.unknown(word, "word", List.of("ca-file", "crt"));
            }
        }
        draft.tls = Optional.of(new RegistryConfig.Tls(caFile, crt));
    }

    private static void panic(Line line, Draft draft) {
        Word word = line.takeWord("a percentage");
        String digits =
                word.text().endsWith("%") ? word.text().substring(0, word.text().length() - 1) : word.text();
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > 100)
            throw line.error(
                    word, "'" + word.text() + "' is not a percentage", "from 0% to 100%; 100% switches it off");
        draft.panicPercent = Integer.parseInt(digits);
    }

    private static void debounce(Line line, Draft draft) {
        Word word = line.peek();
        draft.debounceMillis = line.takeTime("a time", TimeUnit.MILLISECONDS);
        if (draft.debounceMillis > LONGEST_DEBOUNCE_MILLIS)
            throw line.error(
                    word, "'debounce' of more than a minute", "servers would be used long after they are gone");
    }

    private static void allowCidr(Line line, Draft draft) {
        do {
            Word word = line.takeWord("a network");
            draft.allowed.add(Network.parse(word.text())
                    .orElseThrow(() -> line.error(
                            word, "'" + word.text() + "' is not a network", "as '10.0.0.0/8' or 'fd00::/8'")));
        } while (line.hasNext());
    }

    private static Path path(Line line, String what) {
        return Path.of(line.take(what));
    }
}
