package io.hecd.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.hecd.backend.Backend;
import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.config.model.Address;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ServerConfig;
import io.hecd.config.model.Settings;
import io.hecd.config.text.Position;
import io.hecd.health.HealthSubsystem;
import io.hecd.time.Timers;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Backends with checks on a clock that tests move: a control thread, timers, a log that can be waited for. */
final class Stand implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final FakeTime time = new FakeTime();
    private final Timers timers = new Timers(time, deadline -> {});
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final List<BackendControl> controls = new ArrayList<>();
    private final HealthSubsystem health = new HealthSubsystem(Checks.standard());
    private Surroundings around;

    Stand(String cfg) {
        this(cfg, to -> new NioSocketChannel());
    }

    Stand(String cfg, Surroundings.Dialer dialer) {
        around = new Surroundings(
                loop,
                timers,
                time,
                dialer,
                (about, level, sentence) -> log.add(level + " " + sentence),
                RandomGenerator.of("L64X128MixRandom"));
        onLoop(() -> {
            for (ProxyConfig config : SmallCfg.backends(cfg)) {
                BackendControl control = new BackendControl(new Backend(config, 1), time, 1);
                for (ServerConfig server : config.servers()) control.add(server, address(server), 0);
                controls.add(control);
            }
            return null;
        });
    }

    Stand start(int spreadPercent) {
        Settings global = Settings.builder()
                .set(GlobalSettings.SPREAD_CHECKS, spreadPercent, Position.NONE)
                .build();
        onLoop(() -> {
            health.start(global, controls, around);
            timers.run();
            return null;
        });
        return this;
    }

    Stand start() {
        return start(0);
    }

    /** Takes over a changed configuration of the same backends, as a reload does. */
    void reload(String cfg) {
        onLoop(() -> {
            List<ProxyConfig> configs = SmallCfg.backends(cfg);
            for (int i = 0; i < configs.size(); i++) {
                BackendControl control = controls.get(i);
                ProxyConfig config = configs.get(i);
                control.configure(config);
                for (ServerConfig server : config.servers())
                    control.find(server.name())
                            .ifPresentOrElse(
                                    known -> control.reconfigure(known, server, address(server), "reload"),
                                    () -> control.add(server, address(server), 0));
                for (Server server : control.servers())
                    if (config.servers().stream().noneMatch(s -> s.name().equals(server.name())))
                        control.remove(server);
            }
            health.reload(Settings.NONE, controls, around);
            return null;
        });
    }

    private static SocketAddress address(ServerConfig server) {
        Address.Inet inet = (Address.Inet) server.address();
        return new InetSocketAddress(inet.host(), inet.port());
    }

    // --- time

    long millis() {
        return time.millis();
    }

    /** Moves the clock, firing what comes due on the way, each at its own moment. */
    void advance(long millis) {
        long end = time.millis() + millis;
        while (true) {
            long next = onLoop(timers::next);
            long to = Math.min(end, Math.max(next, time.millis()));
            onLoop(() -> {
                time.to(to);
                timers.run();
                return null;
            });
            if (to == end) return;
        }
    }

    /** The whole process was stopped for so long: all that came due in the meantime rings now. */
    void leap(long millis) {
        onLoop(() -> {
            time.to(time.millis() + millis);
            timers.run();
            return null;
        });
    }

    /** Waits for the end of the check that is on its way. */
    Stand checked(String server) {
        eventually(() -> !state(server).running());
        return this;
    }

    /** The next check of a server, from its start to its result. */
    Stand nextCheck(String server) {
        long before = state(server).checkedAtMillis();
        // an alarm that was moved to later rings in vain first
        while (state(server).checkedAtMillis() == before && !state(server).running()) advanceToNextAlarm();
        eventually(() ->
                state(server).checkedAtMillis() != before && !state(server).running());
        return this;
    }

    /** Moves to the next alarm and lets it ring. */
    void advanceToNextAlarm() {
        advance(Math.max(0, onLoop(timers::next) - time.millis()));
    }

    // --- what there is

    Server server(String name) {
        return onLoop(() -> controls.get(0).find(name).orElseThrow());
    }

    BackendControl control() {
        return controls.get(0);
    }

    HealthState state(String server) {
        return health.of(server(server)).orElseThrow();
    }

    boolean isChecked(String server) {
        return health.of(server(server)).isPresent();
    }

    /** The next sentence of the log, its level in front. */
    String said() {
        try {
            String sentence = log.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return sentence == null
                    ? fail("nothing was said; " + controls.get(0).servers())
                    : sentence;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All sentences that are there already. */
    List<String> saidAll() {
        List<String> all = new ArrayList<>();
        log.drainTo(all);
        return all;
    }

    void saysNothing() {
        assertThat(onLoop(() -> List.copyOf(log))).isEmpty();
    }

    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) fail("it never happened");
            Thread.onSpinWait();
        }
    }

    <T> T onLoop(Callable<T> task) {
        try {
            return loop.submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    int alarms() {
        return onLoop(timers::size);
    }

    @Override
    public void close() {
        onLoop(() -> {
            health.stop();
            return null;
        });
        assertThat(alarms()).isZero();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
