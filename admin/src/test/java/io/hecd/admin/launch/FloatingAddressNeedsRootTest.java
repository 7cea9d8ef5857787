package io.hecd.admin.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `conf/keepalived`: two nodes with one floating address, in network namespaces, with Debian's keepalived. */
@Tag("process")
class FloatingAddressNeedsRootTest {
    @TempDir
    private Path directory;

    @Test
    void the_address_goes_where_hecd_lives_and_comes_back() {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        for (String[] program : new String[][] {{"keepalived", "keepalived"}, {"ip", "iproute2"}, {"curl", "curl"}})
            assertThat(Stream.of("/usr/sbin", "/usr/bin", "/sbin").map(in -> Path.of(in, program[0])))
                    .as("%s is missing; install it: apt-get install %s", program[0], program[1])
                    .anySatisfy(file -> assertThat(file).isExecutable());
        String script = Page.root().resolve("conf/keepalived/try").toString();
        // It cleans up by itself, when it is ended early too; no step of it waits longer than half a minute. Its own
        // directory is
        // not below the test's: keepalived runs the check as another user, who must be able to reach it.
        try (Launched trial = Launched.start(directory, Map.of(), List.of("timeout", "-k", "10", "120", script))) {
            String[] owners = {"node 1", "node 2", "node 1"};
            String seen = "";
            for (String owner : owners) {
                seen += "10.0.0.100 answers from " + owner + "\n";
                String so = seen;
                trial.eventually(owner + " has the address", () -> trial.out().startsWith(so));
            }
            assertThat(trial.exitCode()).as(trial.err() + trial.out()).isZero();
        }
    }
}
