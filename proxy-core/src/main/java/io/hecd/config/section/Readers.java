package io.hecd.config.section;

import io.hecd.config.model.Setting;
import io.hecd.config.model.Settings;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The plain forms of {@link Keyword.Reader}: one value into one {@link Setting}. */
final class Readers<D> {
    private final Function<D, Settings.Builder> settings;

    Readers(Function<D, Settings.Builder> settings) {
        this.settings = settings;
    }

    /** The word alone switches it on. */
    Keyword.Reader<D> flag(Setting<Boolean> setting) {
        return value(setting, true);
    }

    <T> Keyword.Reader<D> value(Setting<T> setting, T value) {
        return (line, into) -> settings.apply(into).set(setting, value, line.at());
    }

    Keyword.Reader<D> text(Setting<String> setting, String what) {
        return (line, into) -> settings.apply(into).set(setting, line.take(what), line.at());
    }

    /** All words that follow, joined by spaces; may be none. */
    Keyword.Reader<D> joined(Setting<String> setting) {
        return (line, into) -> settings.apply(into).set(setting, line.restJoined(), line.at());
    }

    Keyword.Reader<D> integer(Setting<Integer> setting, String what, int min, int max) {
        return (line, into) -> settings.apply(into).set(setting, (int) line.takeInteger(what, min, max), line.at());
    }

    /** Milliseconds. */
    Keyword.Reader<D> time(Setting<Long> setting) {
        return (line, into) ->
                settings.apply(into).set(setting, line.takeTime("a time", TimeUnit.MILLISECONDS), line.at());
    }

    /** Takes this many arguments of a word that has no effect here. */
    Keyword.Reader<D> skip(int arguments) {
        return (line, into) -> {
            for (int i = 0; i < arguments; i++) line.take("an argument");
        };
    }
}
