package io.hecd.discovery.sync;

import io.hecd.backend.BackendControl;
import io.hecd.discovery.registry.RegistryConfig;
import io.hecd.log.ProcessLog;
import io.hecd.runtime.Backends;
import io.hecd.runtime.ControlLoop;
import java.util.List;

/** One application while hecd runs: its backend, its servers, and how it stands with the registry. Control thread. */
final class Application {
    /** Where an application stands. */
    enum Standing {
        ANNOUNCED,
        /** Not announced any more, kept with its route because too many went at once; leaves when no server answers. */
        STALE,
        /** Not announced any more: neither a route nor its name leads there; gone when nothing runs on it. */
        LEAVING
    }

    private final BackendControl control;
    private final ControlLoop loop;
    private final Backends backends;
    private final BackendSync sync;
    private Directory directory;
    private Standing standing = Standing.ANNOUNCED;
    private long leftAtMillis;

    /** What the directory says, for {@link BackendSync}. */
    private record Announcing(RegistryConfig config, List<Announced> announced) implements Announcer {
        @Override
        public boolean isKnown() {
            return true;
        }

        @Override
        public void follow() {}

        @Override
        public void forget() {}
    }

    Application(BackendControl control, ControlLoop loop, Backends backends, ProcessLog log, Directory directory) {
        this.control = control;
        this.loop = loop;
        this.backends = backends;
        this.sync = new BackendSync(control, loop, log);
        this.directory = directory;
    }

    String name() {
        return control.backend().name();
    }

    BackendControl control() {
        return control;
    }

    Standing standing() {
        return standing;
    }

    /** Announced with this directory, maybe again. */
    void announce(Directory directory, RegistryConfig config, ProcessLog log) {
        this.directory = directory;
        standing = Standing.ANNOUNCED;
        sync.configure(List.of(new Announcing(config, directory.servers())), log);
        sync.apply();
        backends.show(control);
    }

    /** Whether nothing has changed since {@link #announce}. */
    @SuppressWarnings("ReferenceEquality") // a directory is the same object as long as nothing changes in it
    boolean isAnnouncedAs(Directory directory) {
        return standing == Standing.ANNOUNCED && this.directory == directory;
    }

    /** Not announced any more, with too many others. */
    void keep() {
        standing = Standing.STALE;
        sync.keep();
    }

    /** Not announced any more: what runs, and what is on its way there, may finish. */
    void leave() {
        standing = Standing.LEAVING;
        leftAtMillis = loop.clock().millis();
        backends.hide(control);
    }

    /** Lets the servers of an application go that has left, once nothing is on its way to them. */
    void letGo() {
        if (standing == Standing.LEAVING && isIdle()) sync.leave();
    }

    private boolean isIdle() {
        return control.backend().inFlight().get() == 0;
    }

    /** Whether some server would take a request. */
    boolean serves() {
        return sync.serves();
    }

    /** Whether it has been gone for long enough, and nothing runs on it. */
    boolean isOver() {
        return standing == Standing.LEAVING
                && loop.clock().millis() - leftAtMillis >= BackendSync.LINGER_MILLIS
                && sync.isEmpty()
                && isIdle();
    }

    /** The ways that lead there now. */
    void addRoutes(List<Backends.Route> routes) {
        if (standing == Standing.LEAVING) return;
        for (RouteValue.Way way : directory.ways()) routes.add(new Backends.Route(way.host(), way.path(), control));
    }

    boolean isRouted() {
        return !directory.ways().isEmpty();
    }

    void close() {
        sync.close();
    }
}
