package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Management guide 3, flag by flag. */
class ArgumentsTest {
    private static Arguments parse(String line) throws Arguments.Misuse {
        return Arguments.parse(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "-f a.cfg, RUN",
        "-f a.cfg -c, CHECK",
        "-c -f a.cfg -V, CHECK",
        "-cc x, CONDITION",
        "-v, VERSION",
        "-vv, BUILD_OPTIONS",
        "-q -vv -Z, BUILD_OPTIONS",
        "-cc x -c, CONDITION",
        "-D -f a.cfg -p x -sf, RUN"
    })
    void a_line_asks_for_one_task(String line, Arguments.Task task) throws Exception {
        assertThat(parse(line).task).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource({
        "-D, daemon",
        "-Dx, daemon",
        "-db, foreground",
        "-d, debug",
        "-V, verbose",
        "-q, quiet",
        "-W, masterWorker",
        "-Ws, notify",
        "-dW, fatalWarnings",
        "-dD, diagnostics"
    })
    void a_switch_sets_what_it_names_and_nothing_else(String flag, String name) throws Exception {
        Arguments arguments = parse("-f a.cfg " + flag);
        List<String> set = new java.util.ArrayList<>();
        if (arguments.daemon) set.add("daemon");
        if (arguments.foreground) set.add("foreground");
        if (arguments.debug) set.add("debug");
        if (arguments.verbose) set.add("verbose");
        if (arguments.quiet) set.add("quiet");
        if (arguments.masterWorker && !arguments.notifySupervisor) set.add("masterWorker");
        if (arguments.notifySupervisor) set.add("notify");
        if (arguments.fatalWarnings) set.add("fatalWarnings");
        if (arguments.diagnostics) set.add("diagnostics");
        assertThat(set).containsExactly(name);
    }

    @Test
    void flags_with_a_value_take_the_next_word_whatever_it_is() throws Exception {
        Arguments a = parse("-f -D -p pid -C dir -L peer -n 10 -N 20 -m 30 -S /tmp/m,level,admin -x /tmp/s");
        assertThat(a.files).containsExactly(Path.of("-D"));
        assertThat(a.daemon).isFalse();
        assertThat(a.pidFile).contains("pid");
        assertThat(a.directory).contains("dir");
        assertThat(a.localPeer).contains("peer");
        assertThat(a.maxConnections).isEqualTo(10);
        assertThat(a.maxConnectionsPerProxy).isEqualTo(20);
        assertThat(a.megabytes).isEqualTo(30);
        assertThat(a.masterSocket).contains("/tmp/m,level,admin");
        assertThat(a.takeoverSocket).contains("/tmp/s");
    }

    @Test
    void files_keep_the_order_of_the_command_line_and_two_dashes_take_the_rest() throws Exception {
        assertThat(parse("-f 1 -D -f 2 -- 3 -4 -f").files)
                .containsExactly(Path.of("1"), Path.of("2"), Path.of("3"), Path.of("-4"), Path.of("-f"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-f a -sf|true|", "-f a -sf 1 2 3|true|1 2 3", "-f a -st 7 -D|false|7", "-sf 5 6 -f a|true|5 6"})
    void a_list_of_pids_ends_at_the_next_dash(String line, boolean finish, String pids) throws Exception {
        Arguments arguments = parse(line);
        assertThat(arguments.oldPidsFinish).isEqualTo(finish);
        assertThat(arguments.oldPids.stream().map(String::valueOf).toList())
                .isEqualTo(pids == null ? List.of() : List.of(pids.split(" ")));
    }

    @Test
    void a_word_may_hold_several_pids_as_an_init_script_writes_them() throws Exception {
        assertThat(Arguments.parse(List.of("-f", "a", "-sf", "12 13\n14\n")).oldPids)
                .containsExactly(12L, 13L, 14L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-dM",
                "-dM0",
                "-dMno-merge,tag",
                "-dS",
                "-dR",
                "-dV",
                "-de",
                "-dp",
                "-dG",
                "-dr",
                "-dL",
                "-dKcfg",
                "-dZ"
            })
    void debugging_letters_are_accepted(String flag) throws Exception {
        Arguments arguments = parse(flag + " -f a");
        assertThat(arguments.debug).isFalse();
        assertThat(arguments.files).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-f", "-p", "-C", "-L", "-n", "-N", "-m", "-S", "-x", "-cc", "-Z", "-s", "-sx 1", "-sf 0", "-st 1x",
                "a.cfg", "-", "-c", "-D"
            })
    void what_makes_no_sense_is_refused(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Arguments.Misuse.class);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "12k, 12", "abc, 0", "-3, -3", "+4, 4", "99999999999999999999, 0"})
    void a_number_is_what_its_leading_digits_say(String text, long value) throws Exception {
        Function<Arguments, Long> maxconn = arguments -> arguments.maxConnections;
        assertThat(maxconn.apply(parse("-f a -n " + text))).isEqualTo(value);
    }

    @Test
    void both_ways_to_stay_in_the_foreground_are_heard() throws Exception {
        assertThat(parse("-f a -d -D").staysInForeground()).isTrue();
        assertThat(parse("-f a -db -D").staysInForeground()).isTrue();
        assertThat(parse("-f a -D").staysInForeground()).isFalse();
    }
}
