package io.hecd.proxy.phase;

import io.hecd.backend.BackendCounter;
import io.hecd.backend.Server;
import io.hecd.backend.ServerCounter;
import io.hecd.config.model.ServerSettings;
import io.hecd.proxy.Attempts;
import io.hecd.proxy.BackendPlan;
import io.hecd.proxy.Exchange;
import io.hecd.proxy.Phase;
import io.hecd.proxy.Step;
import io.hecd.traffic.Chapter;
import io.hecd.traffic.Ending;
import org.jspecify.annotations.Nullable;

/**
 * ASSIGN: a server for this attempt, with one of its slots; a place in the queue when all are taken. After a failure another
 * server is taken at once when one is usable; only when there is no other is the same one tried again, a second later as
 * HAProxy does (manual 4.2, retries).
 */
final class Assign implements Phase {
    /** The turn-around between two attempts at the same server: a second, or `timeout connect` if that is shorter. */
    private static final long PAUSE_MILLIS = 1000;

    @Override
    public Chapter chapter() {
        return Chapter.QUEUE;
    }

    @Override
    public Step run(Exchange ex) {
        Attempts attempts = ex.attempts;
        if (attempts.waiting.isQueued() || attempts.pausing) {
            boolean left = ex.session.wire.isInputShut() && ex.requireBackend().abortOnClose;
            return left ? leave(ex) : Step.WAIT;
        }
        if (!attempts.holdsSlot) {
            Step chosen = choose(ex);
            if (chosen != Step.NEXT) return chosen;
        }
        return assigned(ex);
    }

    private static Step leave(Exchange ex) {
        ex.silent = true;
        return ex.end(Ending.CLIENT_ABORTED);
    }

    private static Step choose(Exchange ex) {
        Attempts attempts = ex.attempts;
        BackendPlan plan = ex.requireBackend();
        Server before = ex.server;
        // The same server on a new connection, unless that has been refused as well.
        if (attempts.freshOnly && before != null && before != attempts.avoid && before.isUsable() && before.enter()) {
            attempts.holdsSlot = true;
            return Step.NEXT;
        }
        Server picked = ex.worker.pick(ex, plan);
        if (picked == null && plan.backend.servers().size() == 0) {
            ex.server = null;
            return ex.end(Ending.NO_SERVER);
        }
        if (picked != null && picked == attempts.avoid && !attempts.paused) return pause(ex, plan);
        if (picked != null && picked.enter()) {
            ex.server = picked;
            attempts.holdsSlot = true;
            // Neither another attempt at the same server nor a turn in the queue is a choice (management 9.1, lbtot).
            if (picked != attempts.lastServer) ex.count(ServerCounter.CHOSEN, BackendCounter.CHOSEN);
            return Step.NEXT;
        }
        return enqueue(ex, plan, picked);
    }

    private static Step pause(Exchange ex, BackendPlan plan) {
        ex.attempts.pausing = true;
        ex.attempts.paused = true;
        long pause = plan.timeoutConnect > 0 ? Math.min(PAUSE_MILLIS, plan.timeoutConnect) : PAUSE_MILLIS;
        ex.armServer(pause);
        return Step.WAIT;
    }

    /** Waits for any server, or, when the algorithm always gives the same one, for that one unless its queue is full. */
    private static Step enqueue(Exchange ex, BackendPlan plan, @Nullable Server picked) {
        Server only = null;
        if (picked != null && plan.algorithm.isDeterministic()) {
            int most = picked.config().settings().get(ServerSettings.MAXQUEUE);
            if (most == 0 || picked.queued().get() < most) only = picked;
        }
        if (only != null) ex.attempts.serverQueue = only.queued().get() + 1;
        else ex.attempts.backendQueue = plan.backend.queued().get() + 1;
        ex.worker.enqueue(ex, plan, only);
        if (!ex.attempts.waiting.isQueued()) return Step.NEXT;
        int worker = ex.worker.number();
        if (only != null) only.counters().max(worker, ServerCounter.QUEUED_MAX, ex.attempts.serverQueue);
        else plan.backend.counters().max(worker, BackendCounter.QUEUED_MAX, ex.attempts.backendQueue);
        ex.armServer(plan.timeoutQueue);
        return Step.WAIT;
    }

    private static Step assigned(Exchange ex) {
        Attempts attempts = ex.attempts;
        Server server = ex.requireServer();
        ex.disarmServer();
        attempts.paused = false;
        ex.timings.assigned = ex.worker.clock().nanos();
        Server before = attempts.lastServer;
        if (before != null && before != server) {
            attempts.redispatched = true;
            before.counters().add(ex.worker.number(), ServerCounter.REDISPATCHES, 1);
            ex.requireBackend().backend.counters().add(ex.worker.number(), BackendCounter.REDISPATCHES, 1);
        }
        attempts.lastServer = server;
        attempts.begin(ex.timings.assigned);
        ex.places.server = server.nameBytes();
        var counters = server.counters();
        int worker = ex.worker.number();
        counters.add(worker, ServerCounter.CURRENT, 1);
        counters.max(worker, ServerCounter.CURRENT_MAX, server.inFlight());
        counters.add(worker, ServerCounter.TOTAL, 1);
        counters.max(worker, ServerCounter.LAST_SESSION, ex.timings.assigned);
        server.sessionRate().add(worker, ex.timings.assigned, 1);
        var ofBackend = ex.requireBackend().backend.counters();
        ofBackend.max(worker, BackendCounter.LAST_SESSION, ex.timings.assigned);
        return Step.NEXT;
    }
}
