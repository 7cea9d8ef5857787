package io.hecd.config.section;

import io.hecd.config.model.AclConfig;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.ExtensionConfig;
import io.hecd.config.model.LogConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.SectionConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Setting;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Line;
import io.hecd.config.text.ProblemPrinter;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A configuration and its problems as plain lines, for golden files. Settings show what holds, inherited or not. */
final class ModelDump {
    private final StringBuilder out = new StringBuilder();

    private ModelDump() {}

    static String of(Configuration configuration, Problems problems) {
        ModelDump dump = new ModelDump();
        dump.configuration(configuration);
        return dump.out + ProblemPrinter.text(problems);
    }

    private void configuration(Configuration configuration) {
        if (configuration.global().own().iterator().hasNext()
                || !configuration.globalLogs().isEmpty()) {
            line(0, "global");
            settings(configuration.global());
            for (LogConfig log : configuration.globalLogs()) line(1, "log " + log(log));
        }
        for (ProxyConfig proxy : configuration.proxies()) proxy(proxy);
        for (SectionConfig section : configuration.sections()) {
            line(0, "section " + section.keyword() + " " + section.name());
            for (Line text : section.lines()) line(1, text.toString());
        }
    }

    private void proxy(ProxyConfig proxy) {
        line(0, proxy.kind().name().toLowerCase(Locale.ROOT) + " " + proxy.name() + " #" + proxy.id());
        settings(proxy.settings());
        for (BindConfig bind : proxy.binds()) line(1, "bind " + bind.addresses() + all(bind.settings()));
        for (AclConfig acl : proxy.acls()) line(1, "acl " + acl.name() + " = " + words(acl.words()));
        for (RuleConfig rule : proxy.rules()) line(1, "rule " + rule(rule));
        for (ServerConfig server : proxy.servers())
            line(1, "server " + server.name() + " " + server.address() + all(server.settings()));
        for (ExtensionConfig extension : proxy.extensions()) line(1, "extension " + extension.line());
    }

    private static String rule(RuleConfig rule) {
        String condition = rule.condition().words().isEmpty()
                ? ""
                : (rule.condition().unless() ? " unless " : " if ")
                        + words(rule.condition().words());
        return rule.set() + ": " + words(rule.words()) + condition;
    }

    private void settings(Settings settings) {
        values(settings).forEach((name, value) -> line(1, name + " = " + value));
    }

    private static String all(Settings settings) {
        Map<String, String> values = values(settings);
        return values.isEmpty() ? "" : " " + values;
    }

    /** All that is set, here or in what is inherited, by name. */
    private static Map<String, String> values(Settings settings) {
        Map<String, String> values = new TreeMap<>();
        for (Setting<?> setting : settings.all()) values.put(setting.name(), value(settings.get(setting)));
        return values;
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) return new TreeMap<>(map).toString();
        if (value instanceof List<?> list)
            return list.stream().map(ModelDump::value).toList().toString();
        if (value instanceof LogConfig log) return log(log);
        if (value instanceof BindConfig bind) return bind.addresses() + all(bind.settings());
        return String.valueOf(value);
    }

    private static String log(LogConfig log) {
        return log.target() + " len " + log.maxLength() + " " + log.format() + " facility " + log.facility()
                + " levels "
                + log.minLevel() + ".." + log.maxLevel()
                + (log.sampleSize() == 0 ? "" : " sample " + log.sampleRanges() + " of " + log.sampleSize());
    }

    private static String words(List<Word> words) {
        return words.stream()
                .map(word -> word.text().contains(" ") ? "'" + word.text() + "'" : word.text())
                .collect(Collectors.joining(" "));
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text.stripTrailing()).append('\n');
    }
}
