package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.Address;
import io.hecd.config.model.ConditionConfig;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.RuleConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Setting;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Facts;
import io.hecd.config.text.Lexer;
import io.hecd.config.text.Line;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Reads the few words of a backend that matter to checks, so that tests can show real configuration text. */
final class SmallCfg {
    private static final Map<String, Setting<Long>> TIMES = Map.of(
            "inter", ServerSettings.INTER,
            "fastinter", ServerSettings.FASTINTER,
            "downinter", ServerSettings.DOWNINTER);
    private static final Map<String, Setting<Integer>> NUMBERS = Map.of(
            "rise", ServerSettings.RISE,
            "fall", ServerSettings.FALL,
            "port", ServerSettings.CHECK_PORT,
            "weight", ServerSettings.WEIGHT);
    private static final Map<String, Setting<Boolean>> FLAGS = Map.of(
            "check", ServerSettings.CHECK,
            "backup", ServerSettings.BACKUP,
            "disabled", ServerSettings.DISABLED);
    private static final Map<String, Setting<Long>> TIMEOUTS = Map.of(
            "check", ProxySettings.TIMEOUT_CHECK,
            "connect", ProxySettings.TIMEOUT_CONNECT,
            "server", ProxySettings.TIMEOUT_SERVER);

    private SmallCfg() {}

    /** All `backend` sections; other sections are passed over. */
    static List<ProxyConfig> backends(String text) {
        Problems problems = new Problems();
        Facts facts = new Facts("2.6.12", Set.of(), "", Environment.of(Map.of()));
        List<ProxyConfig> all = new ArrayList<>();
        List<Line> section = new ArrayList<>();
        for (Line line : Lexer.lines(new Source("test.cfg", text), facts, problems)) {
            if (Set.of("global", "defaults", "listen", "frontend", "backend").contains(line.keyword())) {
                if (!section.isEmpty() && section.get(0).keyword().equals("backend")) all.add(backend(section));
                section.clear();
            }
            section.add(line);
        }
        if (section.get(0).keyword().equals("backend")) all.add(backend(section));
        assertThat(problems.list()).isEmpty();
        return all;
    }

    static ProxyConfig backend(String... lines) {
        return backends("backend b\n" + String.join("\n", lines) + "\n").get(0);
    }

    private static ProxyConfig backend(List<Line> lines) {
        Settings.Builder settings = Settings.builder();
        List<ServerConfig> servers = new ArrayList<>();
        List<RuleConfig> rules = new ArrayList<>();
        Line first = lines.get(0);
        for (Line line : lines.subList(1, lines.size())) {
            switch (line.next().text()) {
                case "option" -> option(line, settings);
                case "timeout" ->
                    settings.set(
                            TIMEOUTS.getOrDefault(line.next().text(), ProxySettings.TIMEOUT_CLIENT),
                            line.takeTime("time", TimeUnit.MILLISECONDS),
                            line.at());
                case "http-check", "tcp-check" ->
                    rules.add(new RuleConfig(line.at(), line.keyword(), line.rest(), ConditionConfig.ALWAYS));
                case "server" -> servers.add(server(line));
                case "mode" -> line.next();
                default -> throw new AssertionError("unknown in tests: " + line);
            }
        }
        return new ProxyConfig(
                first.at(),
                ProxyKind.BACKEND,
                first.words().get(1).text(),
                2,
                settings.build(),
                List.of(),
                servers,
                List.of(),
                rules,
                List.of());
    }

    private static void option(Line line, Settings.Builder settings) {
        String option = line.next().text();
        switch (option) {
            case "log-health-checks" -> settings.set(ProxySettings.LOG_HEALTH_CHECKS, true, line.at());
            case "tcp-check" -> settings.set(ProxySettings.CHECK_KIND, "tcp-check", line.at());
            case "httpchk" -> {
                settings.set(ProxySettings.CHECK_KIND, "http", line.at());
                settings.set(ProxySettings.HTTPCHK, request(line.rest()), line.at());
            }
            default -> settings.set(ProxySettings.CHECK_KIND, option, line.at());
        }
    }

    private static ProxySettings.HttpCheckRequest request(List<Word> words) {
        ProxySettings.HttpCheckRequest standard = ProxySettings.HTTPCHK.fallback();
        if (words.isEmpty()) return standard;
        if (words.size() == 1)
            return new ProxySettings.HttpCheckRequest("OPTIONS", words.get(0).text(), "HTTP/1.0", "");
        String version = words.size() > 2 ? words.get(2).text() : "HTTP/1.0";
        int end = version.indexOf("\r\n");
        return new ProxySettings.HttpCheckRequest(
                words.get(0).text(),
                words.get(1).text(),
                end < 0 ? version : version.substring(0, end),
                end < 0 ? "" : version.substring(end + 2));
    }

    private static ServerConfig server(Line line) {
        Settings.Builder settings = Settings.builder();
        String name = line.next().text();
        String[] address = line.next().text().split(":");
        while (line.hasNext()) {
            String word = line.next().text();
            if (TIMES.containsKey(word))
                settings.set(TIMES.get(word), line.takeTime(word, TimeUnit.MILLISECONDS), line.at());
            else if (NUMBERS.containsKey(word))
                settings.set(NUMBERS.get(word), (int) line.takeInteger(word, 0, 65535), line.at());
            else if (word.equals("addr"))
                settings.set(ServerSettings.CHECK_ADDR, line.next().text(), line.at());
            else if (FLAGS.containsKey(word)) settings.set(FLAGS.get(word), true, line.at());
            else throw new AssertionError("unknown in tests: " + word);
        }
        return new ServerConfig(
                line.at(),
                name,
                new Address.Inet(address[0], Integer.parseInt(address[1]), false, 0),
                settings.build());
    }
}
