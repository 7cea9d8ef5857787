package io.hecd.runtime;

import io.hecd.listener.Gate;
import io.hecd.listener.Listener;
import io.hecd.proxy.Frontend;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The one door through which an operator changes a frontend that runs. Control thread only. */
public final class FrontendControl {
    private final Frontend frontend;
    private final Gate gate;
    private final Supplier<List<Listener>> listeners;
    private final Runnable release;

    /** @param release closes its listeners for good */
    FrontendControl(Frontend frontend, Gate gate, Supplier<List<Listener>> listeners, Runnable release) {
        this.frontend = frontend;
        this.gate = gate;
        this.listeners = listeners;
        this.release = release;
    }

    public Frontend frontend() {
        return frontend;
    }

    /** Where it listens, in the order of its `bind` lines; none after {@link #shutDown}. */
    public List<Listener> listeners() {
        return listeners.get();
    }

    /** `disable frontend`: gives its addresses up until {@link #resume}; what was accepted goes on. */
    public void pause() {
        frontend.state(Frontend.State.PAUSED);
        for (Listener listener : listeners()) listener.pause();
    }

    /**
     * `enable frontend`.
     *
     * @throws IOException when an address is somebody else's meanwhile; the frontend then stays paused
     */
    public void resume() throws IOException {
        try {
            for (Listener listener : listeners()) listener.resume();
        } catch (IOException e) {
            for (Listener listener : listeners()) listener.pause();
            throw e;
        }
        frontend.state(Frontend.State.OPEN);
    }

    /** `shutdown frontend`: gives its addresses up until a configuration is loaded. */
    public void shutDown() {
        frontend.state(Frontend.State.STOPPED);
        release.run();
    }

    /** `set maxconn frontend`: until the next reload; 0: no limit. */
    public void maxconn(int maxconn) {
        frontend.maxconn(maxconn);
        gate.reopen();
    }
}
