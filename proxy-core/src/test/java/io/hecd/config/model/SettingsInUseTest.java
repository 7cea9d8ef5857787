package io.hecd.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is ignored in silence: what a configuration can set is read by some code outside of `config`, or listed here. */
class SettingsInUseTest {
    private static final String SAID = "a warning at each line says that it has no effect yet";
    private static final String SHOWN_LATER = "only the statistics page and the runtime socket will show it";

    /** Why nobody reads them. A setting that somebody reads may not stand here. */
    private static final Map<String, String> UNREAD = Map.ofEntries(
            Map.entry("BindSettings.V4V6", "sockets of IPv6 take IPv4 as well, unless told otherwise"),
            Map.entry("GlobalSettings.MAXREWRITE", "heads grow where they need to; no room is kept free"),
            Map.entry("ProxySettings.DESCRIPTION", SHOWN_LATER),
            Map.entry("ProxySettings.HTTP_NO_DELAY", "nothing is held back for more to come, on any connection"),
            Map.entry("ProxySettings.REDISPATCH", "another server is taken at once when one is usable (decision 0004)"),
            Map.entry("ProxySettings.TCP_RESPONSE_DELAY", "rules on responses see the whole head without waiting"),
            Map.entry("ProxySettings.TIMEOUT_TARPIT", "a notice says that there are no tarpit rules"),
            Map.entry("ServerSettings.COOKIE", SAID));

    @Test
    void every_setting_is_read_or_has_a_reason() throws IOException {
        String code = codeOutsideOfConfig();
        TreeSet<String> unread = new TreeSet<>();
        for (Class<?> holder :
                List.of(BindSettings.class, GlobalSettings.class, ProxySettings.class, ServerSettings.class))
            for (Field field : holder.getDeclaredFields())
                if (field.getType() == Setting.class && !isRead(code, holder.getSimpleName(), field.getName()))
                    unread.add(holder.getSimpleName() + "." + field.getName());
        assertThat(unread)
                .as("settings that nothing outside of config reads: implement them, or warn and list them here")
                .isEqualTo(new TreeSet<>(UNREAD.keySet()));
    }

    @Test
    void a_setting_that_nobody_reads_is_seen() {
        assertThat(isRead("x = s.get(BindSettings.NAME_TOO);", "BindSettings", "NAME"))
                .isFalse();
        assertThat(isRead("x = s.get(BindSettings\n    .NAME);", "BindSettings", "NAME"))
                .isTrue();
    }

    private static boolean isRead(String code, String holder, String name) {
        return Pattern.compile("\\b" + holder + "\\s*\\.\\s*" + name + "\\b")
                .matcher(code)
                .find();
    }

    /** The sources of all modules of the house, without the packages that read configurations. */
    private static String codeOutsideOfConfig() throws IOException {
        try (Stream<Path> files = Files.find(Path.of(".."), 20, (file, what) -> what.isRegularFile())) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/io/hecd/"))
                    .filter(file -> !file.toString().contains("/io/hecd/config/"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(300);
            StringBuilder code = new StringBuilder();
            for (Path source : sources) code.append(Files.readString(source));
            return code.toString()
                    .lines()
                    .filter(line -> !line.startsWith("import "))
                    .collect(Collectors.joining("\n"));
        }
    }
}
