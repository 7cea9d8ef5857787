package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.ServerCounter;
import io.hecd.log.Moment;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Reusing;
import io.hecd.proxy.ServerConnection;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import io.netty.channel.ChannelException;
import org.jspecify.annotations.Nullable;

/** CONNECT: an idle connection where `http-reuse` allows one, else a new one, within `timeout connect`. */
final class Connect implements Phase {
    @Override
    public Chapter chapter() {
        return Chapter.CONNECT;
    }

    @Override
    public Step run(Exchange ex) {
        ServerConnection connection = ex.connection;
        if (connection == null) return begin(ex);
        if (connection.failure() != null) return failed(ex, connection);
        if (!connection.isEstablished()) return waiting(ex);
        ex.disarmServer();
        ex.timings.connected = ex.worker.clock().nanos();
        ex.reached(Moment.SERVER);
        return Step.NEXT;
    }

    private static Step begin(Exchange ex) {
        BackendPlan plan = ex.requireBackend();
        ex.responseParser.relaxed(plan.relaxedResponses);
        ServerConnection idle = ex.attempts.freshOnly || !ex.isHttp() ? null : Reusing.find(ex);
        if (idle != null) {
            ex.connection = idle;
            idle.attach(ex);
            ex.count(ServerCounter.REUSES, BackendCounter.REUSES);
            ex.timings.connected = ex.worker.clock().nanos();
            ex.reached(Moment.SERVER);
            return Step.NEXT;
        }
        ex.count(ServerCounter.CONNECTS, BackendCounter.CONNECTS);
        ex.timedOut = false;
        ex.armServer(plan.timeoutConnect);
        return dial(ex, plan) ? Step.WAIT : ex.end(Ending.RESOURCES);
    }

    /** False when no descriptor is left for it, not even that of an idle connection: nothing the server could help. */
    private static boolean dial(Exchange ex, BackendPlan plan) {
        try {
            ServerConnection.dial(ex, ex.requireServer(), plan);
            return true;
        } catch (ChannelException e) {
            ex.worker.spareDescriptors();
        }
        try {
            ServerConnection.dial(ex, ex.requireServer(), plan);
            return true;
        } catch (ChannelException e) {
            return false;
        }
    }

    private static Step waiting(Exchange ex) {
        if (ex.timedOut) {
            ex.timedOut = false;
            return failed(ex, null);
        }
        if (ex.session.wire.isInputShut() && ex.requireBackend().abortOnClose) return ex.end(Ending.CLIENT_ABORTED);
        return Step.WAIT;
    }

    private static Step failed(Exchange ex, @Nullable ServerConnection refused) {
        ex.disarmServer();
        return ex.attempts.failed(refused == null ? Ending.CONNECT_TIMEOUT : Ending.CONNECT_REFUSED, Lifecycle.ASSIGN);
    }
}
