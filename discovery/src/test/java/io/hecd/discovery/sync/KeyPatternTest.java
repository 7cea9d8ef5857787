package io.hecd.discovery.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/app/servers/*, /app/servers/web1, web1",
        "/app/servers/*, /app/servers/, ''",
        "/app/servers/*, /app/servers/a/b, ''",
        "/app/servers/*, /app/server/a, ''",
        "/apps/*/servers/*, /apps/shop/servers/s1, s1",
        "/apps/*/servers/*, /apps/shop/x/servers/s1, ''",
        "/app/web-*, /app/web-7, web-7",
        "/app/web-*, /app/db-7, ''",
        "/a.b/*, /aXb/c, ''"
    })
    void the_last_element_of_a_matching_key_is_the_name(String pattern, String key, String name) {
        assertThat(KeyPattern.parse(pattern).orElseThrow().nameIn(key).orElse(""))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"/app/servers/*, /app/servers/", "/apps/*/servers/*, /apps/", "/app/web-*, /app/", "/*, /"})
    void the_directory_before_the_first_star_is_followed(String pattern, String prefix) {
        assertThat(KeyPattern.parse(pattern).orElseThrow().prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "app/*", "/app/servers", "/app/*/servers", "/"})
    void what_cannot_name_servers_is_no_pattern(String text) {
        assertThat(KeyPattern.parse(text)).isEmpty();
    }

    @Test
    void it_is_shown_as_written() {
        assertThat(KeyPattern.parse("/a/*").orElseThrow()).hasToString("/a/*");
    }
}
