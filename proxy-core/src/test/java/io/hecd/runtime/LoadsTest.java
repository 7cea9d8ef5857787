package io.hecd.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.section.ConfigurationParser;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Environment;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Manual 4.2, fullconn: a tenth of what the frontends hold that lead to a backend. */
class LoadsTest {
    private static final String TEXT = """
            defaults
              timeout connect 1s
              timeout client 1s
              timeout server 1s
            frontend one
              bind :8001
              maxconn 95
              default_backend both
            frontend two
              bind :8002
              maxconn 1000
              use_backend both if { always_true }
              use_backend rare if { always_false }
            frontend three
              bind :8003
              maxconn 7
              use_backend %[str(both)]
            backend both
            backend rare
            backend none
            listen self
              bind :8004
              maxconn 3
            """;

    @Test
    void default_and_chosen_backends_are_counted_but_names_made_of_texts_are_not() {
        assertThat(fullconn("", "both")).isEqualTo(110);
        assertThat(fullconn("", "rare")).isEqualTo(100);
    }

    @Test
    void a_listen_section_leads_to_itself_and_one_is_the_least() {
        assertThat(fullconn("", "self")).isEqualTo(1);
    }

    @Test
    void nobody_leads_there() {
        assertThat(fullconn("", "none")).isZero();
    }

    @Test
    void a_frontend_without_limit_has_that_of_the_process_or_none_at_all() {
        String open = "frontend open\n  bind :8009\n  default_backend none\n";
        assertThat(fullconn("global\n  maxconn 2000\n" + open, "none")).isEqualTo(200);
        assertThat(fullconn(open, "none")).isZero();
    }

    private static int fullconn(String more, String name) {
        Problems problems = new Problems();
        Configuration configuration = ConfigurationParser.parse(
                List.of(new Source("t.cfg", more + TEXT)),
                Parts.facts(Environment.of(Map.of())),
                Sections.standard(),
                problems);
        assertThat(problems.hasErrors()).as(problems.toString()).isFalse();
        ProxyConfig backend = configuration.proxies().stream()
                .filter(proxy -> proxy.kind().hasBackend() && proxy.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Loads.usualFullconn(backend, configuration);
    }
}
