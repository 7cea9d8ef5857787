package io.hecd.health.check;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.model.ServerSettings;
import io.hecd.config.model.Settings;
import io.hecd.health.check.CheckStatus.Meaning;
import io.hecd.time.Timer;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks one server again and again: one timer, at most one conversation, one state. What the results mean for the server
 * goes through {@link BackendControl}. Confined to the control thread, but for {@link #state}.
 */
public final class Checker {
    /** What an alarm may be late by before the process itself is to blame. */
    private static final long TARDY_MILLIS = 20;

    private final BackendControl control;
    private final Server server;
    private final Surroundings around;
    private final RiseFall health;
    private final Alarm alarm = new Alarm();
    private final Talk talk = new Talk();

    private CheckPlan plan;
    private CheckTimes times;
    private CheckAddress address;
    private boolean logsAll;
    private @Nullable Conversation running;
    private long startedAt;
    private long limitAt;
    private boolean excused;
    private boolean paused;
    /** An operator has switched the checks off. */
    private volatile boolean off;

    private volatile HealthState state;

    /** @param spreadPercent `spread-checks` */
    public Checker(BackendControl control, Server server, Check.Plan plan, int spreadPercent, Surroundings around) {
        Settings settings = server.config().settings();
        this.control = control;
        this.server = server;
        this.around = around;
        this.health = new RiseFall(settings.get(ServerSettings.RISE), settings.get(ServerSettings.FALL));
        this.plan = (CheckPlan) plan;
        this.times = times(spreadPercent);
        this.address = new CheckAddress(server);
        this.logsAll = logsAll();
        this.paused = isInMaintenance();
        this.state = HealthState.unchecked(health);
    }

    public Server server() {
        return server;
    }

    /** What is known now. Any thread. */
    public HealthState state() {
        return state;
    }

    /** How long it waits between two checks now. */
    public long intervalMillis() {
        return times.interval(health);
    }

    /** The first check comes after `delayMillis`. */
    public void start(long delayMillis) {
        around.timers().in(alarm, delayMillis);
    }

    public void stop() {
        abort();
        around.timers().forget(alarm);
    }

    /** Takes over what a reload changed; what is known of the server stays. A check on its way ends as it began. */
    public void configure(Check.Plan plan, int spreadPercent) {
        Settings settings = server.config().settings();
        this.plan = (CheckPlan) plan;
        long before = times.interval(health);
        times = times(spreadPercent);
        address = new CheckAddress(server);
        logsAll = logsAll();
        health.resize(settings.get(ServerSettings.RISE), settings.get(ServerSettings.FALL));
        state = state.following(health);
        if (running == null && times.interval(health) < before)
            around.timers().in(alarm, around.chance().nextLong(times.interval(health) + 1));
    }

    /** The server changed: nobody is checked in maintenance, and who comes back begins anew. */
    public void follow() {
        boolean pause = isInMaintenance();
        if (pause == paused) return;
        paused = pause;
        if (pause) {
            abort();
            state = state.running(false);
            around.timers().in(alarm, times.inter());
            return;
        }
        health.restart();
        state = state.following(health);
        control.oper(server, OperState.RUNNING, "leaving maintenance");
    }

    // --- what an operator says

    /** Whether checks are made, but for maintenance. Any thread. */
    public boolean isOn() {
        return !off;
    }

    /** `disable health` and `enable health`: what is known of the server stays. */
    public void turn(boolean on) {
        if (off != on) return;
        off = !on;
        if (off) {
            abort();
            state = state.running(false);
        }
        around.timers().in(alarm, times.interval(health));
    }

    /** `set server health`: as if all checks had found it so; the next ones may find otherwise. */
    public void force(OperState told) {
        health.force(told != OperState.STOPPED);
        state = state.following(health);
        become(told, "changed from CLI");
    }

    /** `set server check-addr` and `check-port`, until the next reload. */
    public void checkAt(Optional<InetAddress> host, int port) {
        if (host.isPresent()) address = address.withHost(host.get());
        if (port > 0) address = address.withPort(port);
    }

    /** Where it is checked if not at its own address. */
    public Optional<InetAddress> checkHost() {
        return address.host();
    }

    /** 0 for the server's own. */
    public int checkPort() {
        return address.port();
    }

    private boolean isInMaintenance() {
        return (server.adminState() & AdminState.MAINT) != 0;
    }

    private CheckTimes times(int spreadPercent) {
        return CheckTimes.of(server.config(), control.backend().config(), spreadPercent);
    }

    private boolean logsAll() {
        ProxyConfig backend = control.backend().config();
        return backend.settings().get(ProxySettings.LOG_HEALTH_CHECKS);
    }

    // --- a check

    private void begin() {
        assert around.loop().inEventLoop() : "checks belong to the control thread";
        if (paused || off) {
            around.timers().in(alarm, times.inter());
            return;
        }
        startedAt = around.clock().millis();
        excused = false;
        state = state.running(true);
        Conversation next = new Conversation(plan, server.operState() != OperState.STOPPED, around, talk);
        running = next;
        next.advance();
    }

    private void abort() {
        Conversation dropped = running;
        running = null;
        if (dropped != null) dropped.abort();
    }

    private void ended(CheckResult result) {
        running = null;
        long millis = around.clock().millis() - startedAt;
        boolean moved = health.take(result.meaning());
        boolean changed = moved || result.status() != state.status();
        state = state.after(result, health, millis, around.clock().wallMillis(), changed);
        around.timers().in(alarm, times.pause(health, around.chance()));
        if (changed && logsAll) say(Surroundings.NOTICE, Sentences.check(server, result, millis, health));
        String why = Sentences.why(result, millis);
        if (result.meaning() == Meaning.FAILED) {
            if (health.isFullyDown()) become(OperState.STOPPED, why);
        } else if (health.isUp()) {
            become(result.meaning() == Meaning.CONDITIONAL ? OperState.STOPPING : OperState.RUNNING, why);
        }
    }

    private void become(OperState next, String why) {
        OperState before = server.operState();
        if (before == next || before == OperState.STARTING && next == OperState.RUNNING) return;
        boolean anyBefore = anyUsable(control.servers());
        // an operator who let a server stop by itself needs no alarm when it is gone
        int level =
                next == OperState.STOPPED && before != OperState.STOPPING ? Surroundings.ALERT : Surroundings.NOTICE;
        control.oper(server, next, why);
        List<Server> all = control.servers();
        say(level, Sentences.state(server, next, logsAll ? "" : ", reason: " + why, all));
        if (anyBefore && !anyUsable(all)) say(Surroundings.EMERG, Sentences.noServer(control.backend()));
    }

    private static boolean anyUsable(List<Server> all) {
        for (Server server : all) if (server.isUsable()) return true;
        return false;
    }

    private void say(int level, String sentence) {
        around.log().say(control.backend(), level, sentence);
    }

    /** One alarm for both: the next check is due, or the one on its way takes too long. */
    private final class Alarm extends Timer {
        @Override
        protected void expired() {
            Conversation late = running;
            if (late == null) begin();
            else if (!isExcused()) late.late();
        }
    }

    private void limit(long atMillis) {
        limitAt = atMillis;
        around.timers().at(alarm, atMillis);
    }

    /**
     * An alarm that rings late was held up with all else here (a pause of the collector, a machine that slept), and the
     * answer may lie unread in the socket. Once in a check, that time is given back.
     */
    private boolean isExcused() {
        long now = around.clock().millis();
        long tardy = now - limitAt;
        if (excused || tardy <= TARDY_MILLIS) return false;
        excused = true;
        limit(now + tardy);
        return true;
    }

    /** Hears of the conversation. */
    private final class Talk implements Conversation.Owner {
        @Override
        public Optional<SocketAddress> address(Step.Connect step) {
            return address.of(step);
        }

        @Override
        public void connecting() {
            if (times.read() == ProxySettings.UNSET) limit(startedAt + times.inter());
            else limit(around.clock().millis() + times.connect());
        }

        @Override
        public void connected() {
            if (times.read() != ProxySettings.UNSET) limit(around.clock().millis() + times.read());
        }

        @Override
        public void ended(CheckResult result) {
            Checker.this.ended(result);
        }
    }
}
