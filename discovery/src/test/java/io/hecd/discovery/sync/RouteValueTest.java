package io.hecd.discovery.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.discovery.sync.RouteValue.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application may say of its route: little, and nothing that anybody would expand. */
class RouteValueTest {
    private static List<Way> read(String value) throws ServerValue.Refused {
        return RouteValue.read(value);
    }

    @Test
    void a_host_a_path_or_both() throws Exception {
        assertThat(read("host:shop.example.com")).containsExactly(new Way("shop.example.com", ""));
        assertThat(read("path:/shop")).containsExactly(new Way("", "/shop"));
        assertThat(read("host:shop.example.com path:/cart")).containsExactly(new Way("shop.example.com", "/cart"));
        assertThat(read(" path:/cart   host:shop.example.com\n")).containsExactly(new Way("shop.example.com", "/cart"));
    }

    @Test
    void several_ways_with_commas_between() throws Exception {
        assertThat(read("host:a.example,host:b.example path:/b, path:/c"))
                .containsExactly(new Way("a.example", ""), new Way("b.example", "/b"), new Way("", "/c"));
    }

    @Test
    void hosts_are_made_small_and_slashes_at_the_end_count_for_nothing() throws Exception {
        assertThat(read("host:*.Example.COM path:/A/")).containsExactly(new Way("*.example.com", "/A"));
        assertThat(read("path:/")).containsExactly(new Way("", ""));
        assertThat(read("host:localhost path:/")).containsExactly(new Way("localhost", ""));
        assertThat(read("path:/a%20b/~x_y+z:1@=-.txt")).containsExactly(new Way("", "/a%20b/~x_y+z:1@=-.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "shop.example.com",
                "/shop",
                "host:",
                "host:*",
                "host:*example.com",
                "host:a.*.com",
                "host:-a.example",
                "host:a..b",
                "host:.a",
                "host:a.",
                "host:a.example:80",
                "host:[::1]",
                "host:a_b\u00e9.example",
                "host:a host:b",
                "host:a,",
                ",host:a",
                "host:a,,path:/b",
                "path:",
                "path:shop",
                "path:/a path:/b",
                "path://a",
                "path:/a//b",
                "path:/a/../b",
                "path:/..",
                "path:/./a",
                "path:/a/.",
                "path:/a*",
                "path:/a?b",
                "path:/a#b",
                "path:/%",
                "path:/%zz",
                "path:/\"a\"",
                "path:/a\\b",
                "path:/${HOME}",
                "path:/a\nuse_backend x",
                "host:a\tpath:/b",
                "host:a path:/b\r\nserver x 1.2.3.4:80",
                "port:80",
                "HOST:a",
                "host: a"
            })
    void all_else_is_refused(String value) {
        assertThatThrownBy(() -> read(value)).isInstanceOf(ServerValue.Refused.class);
    }

    @Test
    void what_is_too_long_is_refused() throws Exception {
        String label = "a".repeat(63);
        assertThat(read("host:" + label + ".example")).hasSize(1);
        assertThatThrownBy(() -> read("host:" + label + "a.example")).isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read("host:" + (label + ".").repeat(4) + "example"))
                .isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read("path:/" + "a".repeat(1_024))).isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read("path:/a,".repeat(64) + "path:/a")).isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read(" ".repeat(5_000))).isInstanceOf(ServerValue.Refused.class);
        assertThatThrownBy(() -> read("path:/" + "%".repeat(4_000))).isInstanceOf(ServerValue.Refused.class);
    }

    @Test
    void the_reason_never_repeats_the_value() {
        assertThatThrownBy(() -> read("host:evil\u001b[31m"))
                .isInstanceOf(ServerValue.Refused.class)
                .hasMessageNotContaining("evil");
    }
}
