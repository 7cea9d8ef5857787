package io.hecd.runtime;

import io.hecd.backend.AdminState;
import io.hecd.backend.BackendControl;
import io.hecd.backend.OperState;
import io.hecd.backend.Server;
import io.hecd.config.model.ServerSettings;
import io.hecd.time.Timer;
import io.hecd.time.Timers;
import java.util.IdentityHashMap;

/**
 * `slowstart` (manual 5.2): a server of its backend that came back gets a growing share, in steps of a twentieth of the time,
 * or of a second where that is longer. Control thread only.
 */
final class SlowStart implements BackendControl.Listener {
    private static final int STEPS = 20;
    private static final long SHORTEST_STEP_MILLIS = 1000;

    private final BackendControl backend;
    private final ControlLoop control;
    private final IdentityHashMap<Server, Ramp> ramps = new IdentityHashMap<>();

    SlowStart(BackendControl backend, ControlLoop control) {
        this.backend = backend;
        this.control = control;
    }

    @Override
    public void changed(Server server, String why) {
        boolean starting = server.operState() == OperState.STARTING && (server.adminState() & AdminState.MAINT) == 0;
        if (!starting) removed(server);
        else if (!ramps.containsKey(server)) begin(server);
    }

    @Override
    public void removed(Server server) {
        Ramp ramp = ramps.remove(server);
        if (ramp != null) control.timers().forget(ramp);
    }

    private void begin(Server server) {
        Ramp ramp = new Ramp(server, control.clock().millis());
        ramps.put(server, ramp);
        ramp.arm(control.timers());
    }

    private final class Ramp extends Timer {
        private final Server server;
        private final long since;

        Ramp(Server server, long since) {
            this.server = server;
            this.since = since;
        }

        void arm(Timers timers) {
            timers.in(
                    this,
                    Math.max(SHORTEST_STEP_MILLIS, server.config().settings().get(ServerSettings.SLOWSTART) / STEPS));
        }

        @Override
        protected void expired() {
            backend.warm(server, control.clock().millis() - since);
            if (ramps.get(server) == this) arm(control.timers());
        }
    }
}
