package io.hecd.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hecd.config.model.Address;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxyKind;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.time.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a change of servers publishes, and when listeners hear of it. */
class BackendControlTest {
    private final Backend backend = new Backend(
            new ProxyConfig(
                    Position.NONE,
                    ProxyKind.BACKEND,
                    "app",
                    1,
                    Settings.NONE,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()),
            1);
    private final BackendControl control = new BackendControl(backend, Clock.system(), 1);
    private final List<String> heard = new ArrayList<>();

    private Server add(String name) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        return control.add(
                new ServerConfig(Position.NONE, name, new Address.Inet("127.0.0.1", 80, false, 4), Settings.NONE),
                address,
                0);
    }

    private void listen() {
        control.listen(new BackendControl.Listener() {
            @Override
            public void added(Server server) {
                heard.add("+" + server.name() + " of " + backend.servers().size());
            }

            @Override
            public void removed(Server server) {
                heard.add("-" + server.name() + " of " + backend.servers().size());
            }
        });
    }

    @Test
    void each_change_is_published_before_listeners_hear_of_it() {
        listen();
        Server a = add("a");
        add("b");
        control.remove(a);
        assertThat(heard).containsExactly("+a of 1", "+b of 2", "-a of 1");
    }

    @Test
    void changes_made_together_are_published_as_one() {
        Server a = add("a");
        listen();
        ServerSet before = backend.servers();
        control.together(() -> {
            add("b");
            control.together(() -> add("c"));
            control.remove(a);
            assertThat(backend.servers()).isSameAs(before);
            assertThat(heard).isEmpty();
        });
        assertThat(heard).containsExactly("+b of 2", "+c of 2", "-a of 2");
    }

    @Test
    void what_was_changed_before_a_fault_is_published_all_the_same() {
        assertThatThrownBy(() -> control.together(() -> {
                    add("a");
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(backend.servers().size()).isEqualTo(1);
        add("b");
        assertThat(backend.servers().size()).isEqualTo(2);
    }

    @Test
    void names_and_ids_are_free_again_when_a_server_has_gone() {
        Server a = add("a");
        Server b = add("b");
        assertThat(List.of(a.id(), b.id())).containsExactly(1, 2);
        assertThatThrownBy(() -> add("a")).hasMessage("server a is there");
        control.remove(a);
        assertThat(control.find("a")).isEmpty();
        assertThat(add("a").id()).isEqualTo(3);
        control.retire();
        assertThat(control.find("b")).isEmpty();
        assertThat(control.servers()).isEmpty();
    }
}
