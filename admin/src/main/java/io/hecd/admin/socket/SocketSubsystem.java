package io.hecd.admin.socket;

import io.hecd.admin.command.Commands;
import io.hecd.admin.command.House;
import io.hecd.admin.command.Level;
import io.hecd.admin.command.Severity;
import io.hecd.config.model.Address;
import io.hecd.config.model.BindConfig;
import io.hecd.config.model.BindSettings;
import io.hecd.config.model.Configuration;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.Settings;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Problems;
import io.hecd.health.HealthControl;
import io.hecd.runtime.ControlLoop;
import io.hecd.runtime.Subsystem;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime sockets of a configuration (`stats socket`, configuration 3.1). Those whose lines stay the same are kept over
 * a reload, with whoever talks there. On the control thread; the sockets have a thread of their own.
 */
public final class SocketSubsystem implements Subsystem {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");

    private final HealthControl health;
    private final Commands commands;
    private List<RuntimeSocket> open = List.of();
    /** What a configuration wants that is not in force yet, and those of it that are new. */
    private List<RuntimeSocket> wanted = List.of();

    private final List<RuntimeSocket> fresh = new ArrayList<>();
    private @Nullable SocketLoop loop;
    private @Nullable Visitors visitors;
    private @Nullable House house;
    private long timeoutMillis;
    private int mostBytes;

    public SocketSubsystem(HealthControl health, Commands commands) {
        this.health = health;
        this.commands = commands;
    }

    /** Says that the words of the socket are in force. */
    public static Sections words(Sections sections) {
        return sections.serving("stats socket", "stats timeout", "stats maxconn");
    }

    /** Where the sockets listen, in the order of the configuration. */
    public List<SocketAddress> addresses() {
        return open.stream().map(RuntimeSocket::bound).toList();
    }

    @Override
    public void check(Configuration configuration, Problems problems) {
        for (BindConfig line : lines(configuration)) {
            for (Address address : line.addresses())
                if (address instanceof Address.SockPair)
                    problems.error("bind", line.at(), 0, "'stats socket' cannot listen on " + address, "");
            if (line.settings().get(BindSettings.EXPOSE_FD_LISTENERS))
                problems.add(new io.hecd.config.text.Problem(
                        io.hecd.config.text.Severity.NOTICE,
                        "no-effect",
                        line.at(),
                        0,
                        "'expose-fd listeners' has no effect in hecd yet: it reloads within its process",
                        ""));
        }
    }

    private static List<BindConfig> lines(Configuration configuration) {
        return configuration.global().get(GlobalSettings.STATS_SOCKETS);
    }

    @Override
    public void open(Configuration configuration, ControlLoop control, Problems problems) {
        fresh.clear();
        wanted = new ArrayList<>();
        List<BindConfig> lines = lines(configuration);
        if (lines.isEmpty()) return;
        timeoutMillis = configuration.global().get(GlobalSettings.STATS_TIMEOUT);
        mostBytes = configuration.global().get(GlobalSettings.BUFSIZE);
        int most = configuration.global().get(GlobalSettings.STATS_MAXCONN);
        SocketLoop running = loop;
        if (running == null) {
            running = new SocketLoop(control.transport(), control.clock());
            loop = running;
            visitors = new Visitors(most);
        }
        for (BindConfig line : lines) for (Address address : line.addresses()) open(address, line, control, problems);
    }

    private void open(Address address, BindConfig line, ControlLoop control, Problems problems) {
        for (RuntimeSocket known : open) {
            if (known.is(address, line.settings()) && !wanted.contains(known)) {
                wanted.add(known);
                return;
            }
        }
        SocketLoop running = loop;
        Visitors visiting = visitors;
        if (running == null || visiting == null) return;
        // The same address with other words: TCP cannot be bound twice.
        boolean taken =
                open.stream().anyMatch(known -> known.address().equals(address) && address instanceof Address.Inet);
        if (taken) {
            problems.error(
                    "bind",
                    line.at(),
                    0,
                    "the words of 'stats socket " + address + "' cannot change while it listens",
                    "give it another port, or restart");
            return;
        }
        try {
            RuntimeSocket socket = RuntimeSocket.open(
                    address, line, running, visiting, settings -> talk(settings, control, running, visiting));
            fresh.add(socket);
            wanted.add(socket);
        } catch (IOException | RuntimeException e) {
            problems.error("bind", line.at(), 0, "cannot bind 'stats socket " + address + "': " + e.getMessage(), "");
        }
    }

    private Talk talk(Settings settings, ControlLoop control, SocketLoop running, Visitors visiting) {
        Level level = Level.of(settings.get(BindSettings.LEVEL));
        Severity.Form form =
                Severity.Form.valueOf(settings.get(BindSettings.SEVERITY_OUTPUT).toUpperCase(Locale.ROOT));
        return new Talk(
                running,
                control,
                visiting,
                (caller, words, payload) -> commands.run(house(), caller, words, payload),
                new Talk.Terms(level, form, timeoutMillis, mostBytes));
    }

    private House house() {
        House there = house;
        if (there == null) throw new IllegalStateException("nobody is let in before the start");
        return there;
    }

    @Override
    public void abandon() {
        for (RuntimeSocket socket : fresh) socket.discard();
        fresh.clear();
        wanted = open;
    }

    @Override
    public void start(Context context) {
        house = new House(context, health);
        follow(context);
    }

    @Override
    public void reload(Context context) {
        house().follow(context);
        follow(context);
    }

    private void follow(Context context) {
        List<RuntimeSocket> before = open;
        open = List.copyOf(wanted);
        for (RuntimeSocket socket : fresh) {
            try {
                socket.accept();
            } catch (IOException e) {
                LOG.error("stats socket {} cannot take its name: {}", socket.address(), e.getMessage());
            }
        }
        fresh.clear();
        for (RuntimeSocket socket : before) if (!open.contains(socket)) socket.close();
        house().doors(open.stream().map(RuntimeSocket::door).toList());
        int most = context.configuration().global().get(GlobalSettings.STATS_MAXCONN);
        SocketLoop running = loop;
        Visitors visiting = visitors;
        if (running != null && visiting != null) running.loop().execute(() -> visiting.limit(most));
    }

    @Override
    public void stop() {
        abandon();
        for (RuntimeSocket socket : open) socket.close();
        open = List.of();
        SocketLoop running = loop;
        Visitors visiting = visitors;
        if (running == null || visiting == null) return;
        running.loop().execute(visiting::sendAway);
        running.stop();
        loop = null;
    }
}
