package io.hecd.discovery.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.config.text.Environment;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Source;
import io.hecd.discovery.DiscoverySubsystem;
import io.hecd.runtime.LoadBalancer;
import io.hecd.runtime.Parts;
import io.hecd.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of `registry` sections and `servers-from` lines, with the place. Nothing is opened. */
class RegistrySectionTest {
    private static List<String> problems(String text) {
        Parts parts = Parts.standard();
        DiscoverySubsystem.words(parts.sections());
        var problems = LoadBalancer.check(
                parts,
                List.of(new Source("t.cfg", text)),
                Environment.system(),
                new DiscoverySubsystem(Clock.system(), (config, clock) -> new ScriptedStore()));
        return problems.list().stream()
                .map(problem -> problem.at().line() + ":" + problem.at().column() + " " + said(problem))
                .toList();
    }

    private static String said(Problem problem) {
        return problem.message() + (problem.hint().isEmpty() ? "" : "; " + problem.hint());
    }

    private static List<String> registry(String line) {
        return problems("registry main\n" + line + "\n");
    }

    @Test
    void all_words_are_taken() {
        assertThat(problems("""
                registry main
                  store etcd http://10.0.0.1:2379 https://etcd.example:2379/
                  user hecd password-file /etc/hecd/etcd.password
                  ssl ca-file /etc/hecd/ca.pem crt /etc/hecd/client.pem
                  panic 50%
                  debounce 100ms
                  http 127.0.0.1:4001
                  allow-empty
                  allow-cidr 10.0.0.0/8 fd00::/8
                  last-good /var/lib/hecd/main.last
                registry side
                  store embedded /var/lib/hecd
                backend app
                  servers-from main /app/servers/* check inter 5000 fall 1 rise 2
                  servers-from side /side/*
                """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "store | 1 needs a kind of store",
                "store consul | unknown kind of store 'consul'",
                "store etcd | needs an address of etcd",
                "store etcd ftp://a:1 | 'ftp://a:1' is not an address of etcd",
                "store etcd http://u:p@a:1 | is not an address of etcd",
                "store etcd http://a:1/x | is not an address of etcd",
                "store etcd a:2379 | 'a:2379' is not an address of etcd",
                "store embedded | needs a directory",
                "store embedded /a /b | unexpected word '/b'",
                "user hecd | needs 'password-file'",
                "user hecd password x | unknown word 'password' after 'user'",
                "ssl ca /x | unknown word 'ca' in 'ssl'",
                "panic 101% | '101%' is not a percentage",
                "panic often | 'often' is not a percentage",
                "debounce 5 minutes | unexpected word 'minutes'",
                "debounce 2m | 'debounce' of more than a minute",
                "http 4001x | '4001x' is not an address to listen on",
                "http :4001 crt /x | 'crt' without 'ssl'",
                "http :4001 ssl | 'ssl' needs a certificate; as in 'http :4001 ssl crt",
                "http :4001 ssl crt | needs a file",
                "http :4001 ssl crt /none/x.pem | there is no file /none/x.pem",
                "http :4001 ssl crt /none/x.pem verify required | 'verify required' needs a 'ca-file'",
                "http :4001 ssl crt /none/x.pem verify often | unknown word 'often'",
                "http :4001 ssl cert /none/x.pem | unknown word 'cert'",
                "http 127.0.0.1 | is not an address to listen on",
                "allow-cidr 10.0.0.0/33 | '10.0.0.0/33' is not a network",
                "allow-empty yes | unexpected word 'yes'",
                "stores etcd http://a:1 | unknown word 'stores'; did you mean 'store'?"
            })
    void a_mistake_is_told_with_its_place(String line, String said) {
        List<String> problems = registry(line);
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith("2:").contains(said.replaceFirst("^1 ", ""));
    }

    @Test
    void names_are_checked() {
        assertThat(problems("registry\n"))
                .singleElement()
                .asString()
                .startsWith("1:1 ")
                .contains("needs a name");
        assertThat(problems("registry a\nregistry a\n"))
                .containsExactly("2:1 the name 'a' is taken by the registry at t.cfg:1");
    }

    @Test
    void a_line_names_one_of_the_registries() {
        String two = "registry a\nregistry b\nbackend x\n  ";
        assertThat(problems(two + "servers-from c /x/*\n"))
                .containsExactly("4:16 unknown registry 'c' in 'servers-from'; did you mean 'a'?");
        assertThat(problems(two + "servers-from /x/*\n"))
                .containsExactly(
                        "4:16 there are several registries, and the line names none;" + " as in 'servers-from a /x/*'");
        assertThat(problems("registry a\nbackend x\n  servers-from /x/*\n")).isEmpty();
        assertThat(problems("backend x\n  servers-from /x/*\n")).isEmpty();
    }

    @Test
    void patterns_and_words_are_checked() {
        String app = "backend x\n  ";
        assertThat(problems(app + "servers-from /x/servers\n"))
                .singleElement()
                .asString()
                .contains("is not a pattern of keys");
        assertThat(problems(app + "servers-from /x/* chek\n"))
                .singleElement()
                .asString()
                .startsWith("2:21 ")
                .contains("did you mean 'check'?");
        assertThat(problems("frontend x\n  bind :0\n  servers-from /x/*\n"))
                .anySatisfy(said -> assertThat(said).contains("'servers-from' has no effect in a frontend"));
    }

    @Test
    void lines_for_applications_are_checked_like_those_for_servers() {
        String two = "registry a\nregistry b\nbackend x\n  ";
        assertThat(problems(two + "backends-from a /apps/* check inter 5s\n  backends-from b /web/shop-*\n"))
                .isEmpty();
        assertThat(problems(two + "backends-from /apps/*\n"))
                .containsExactly("4:17 there are several registries, and the line names none;"
                        + " as in 'backends-from a /apps/*'");
        assertThat(problems(two + "backends-from c /apps/*\n"))
                .containsExactly("4:17 unknown registry 'c' in 'backends-from'; did you mean 'a'?");
        String app = "backend x\n  ";
        for (String wrong : List.of("/apps", "/apps/", "/*/apps/*", "/apps/*/servers/*"))
            assertThat(problems(app + "backends-from " + wrong + "\n"))
                    .containsExactly("2:17 '" + wrong + "' is not a pattern of directories;"
                            + " it begins with '/' and has a '*' after its last '/' only, as '/apps/*'");
        assertThat(problems(app + "backends-from\n"))
                .singleElement()
                .asString()
                .contains("needs a pattern of directories");
        assertThat(problems(app + "backends-from /apps/* chek\n"))
                .singleElement()
                .asString()
                .contains("did you mean 'check'?");
        assertThat(problems("frontend x\n  bind :0\n  backends-from /apps/*\n"))
                .anySatisfy(said -> assertThat(said).contains("'backends-from' has no effect in a frontend"));
    }

    @Test
    void a_defaults_section_brings_nothing() {
        for (String word : List.of("servers-from", "backends-from"))
            assertThat(problems("defaults\n  " + word + " /x/*\n"))
                    .containsExactly("2:3 '" + word + "' cannot stand in a defaults section;"
                            + " write it in the sections that it is for");
    }
}
