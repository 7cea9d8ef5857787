package io.hecd.admin.launch;

import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The life of the process around a load balancer whose listeners are bound: say so to whoever waits, then obey
 * signals until the end. Order matters and is the twin's: descriptors, pid file, old processes, privileges, ready.
 */
final class Lifetime {
    private final Alerts alerts;
    private final Arguments arguments;
    private final Engine engine;
    private final Supplier<Problems> reload;
    private final Runnable whenReady;

    Lifetime(Alerts alerts, Arguments arguments, Engine engine, Supplier<Problems> reload, Runnable whenReady) {
        this.alerts = alerts;
        this.arguments = arguments;
        this.engine = engine;
        this.reload = reload;
        this.whenReady = whenReady;
    }

    /** Runs to the end and returns the exit code. */
    int live() {
        ProcessWords words = engine.words();
        if (words.quiet() && !arguments.verbose) alerts.quiet(true);
        Readiness readiness = new Readiness(alerts);
        boolean daemon = (arguments.daemon || words.daemon()) && !arguments.staysInForeground();
        try {
            if (daemon != Environ.isDaemonChild() && !Environ.mustStay()) {
                Optional<Integer> elsewhere = readiness.handOver(daemon, engine, arguments.words());
                if (elsewhere.isPresent()) return elsewhere.get();
            }
            if (words.openFiles() > 0) OpenFiles.atLeast(words.openFiles(), alerts);
            String pidFile = arguments.pidFile.orElse(words.pidFile());
            if (!pidFile.isEmpty()) readiness.writePidFile(pidFile);
            readiness.tellOldProcesses(arguments.oldPids, arguments.oldPidsFinish);
            if (!words.chroot().isEmpty())
                alerts.notice(
                        "'chroot " + words.chroot()
                                + "' is not done: a JVM needs its files while it runs. Use a container or the service manager.");
            Privileges.drop(words, alerts);
        } catch (CannotStart e) {
            alerts.alert(String.valueOf(e.getMessage()));
            engine.stop();
            return 1;
        }
        if (arguments.notifySupervisor) readiness.notifySupervisor();
        if (arguments.masterWorker) alerts.notice("Loading success.");
        whenReady.run();
        if (daemon) readiness.detach();
        return obey();
    }

    /** Something without which we must not go on. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1;

        CannotStart(String message) {
            super(message, null, false, false);
        }
    }

    private int obey() {
        Thread watch = new Thread(this::waitForEnd, "hecd-end");
        watch.setDaemon(true);
        watch.start();
        try {
            while (true) {
                switch (Signals.await()) {
                    case STOP -> {
                        engine.stop();
                        return 0;
                    }
                    case DRAIN -> engine.drain();
                    case RELOAD -> reload();
                    case ENDED -> {
                        return 0;
                    }
                }
            }
        } catch (InterruptedException e) {
            engine.stop();
            return 0;
        }
    }

    private void waitForEnd() {
        try {
            engine.awaitEnd();
            Signals.post(Signals.Order.ENDED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        Problems problems;
        try {
            problems = reload.get();
        } catch (RuntimeException e) {
            alerts.alert("Reload failed, nothing has changed: " + e);
            return;
        }
        alerts.problems(problems);
        if (problems.hasErrors())
            alerts.alert("Reload refused, the running configuration goes on: " + problems.summary() + ".");
        else alerts.notice("Reloaded" + (problems.count(Severity.WARNING) > 0 ? " with warnings." : "."));
    }
}
