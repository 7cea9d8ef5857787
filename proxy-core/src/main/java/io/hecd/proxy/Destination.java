package io.hecd.proxy;

import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Where `use_backend` and `default_backend` lead: to a backend, or, for a section after which backends are made while hecd
 * runs, to the one of them whose route fits. Belongs to one generation; the control thread leads, all workers follow.
 */
public final class Destination {
    private final BackendPlan plan;
    private volatile @Nullable Led led;

    /** @param rest what takes the requests that no route fits, or null */
    private record Led(RouteTable routes, @Nullable BackendPlan rest) {}

    public Destination(BackendPlan plan) {
        this.plan = plan;
    }

    /** The section's own backend. */
    public BackendPlan plan() {
        return plan;
    }

    /**
     * From now on requests are led by their routes. Control thread.
     *
     * @param takesRest whether the section's own backend takes what no route fits
     */
    public void lead(RouteTable routes, boolean takesRest) {
        led = new Led(routes, takesRest ? plan : null);
    }

    /** For `use_backend`: null when it is to be passed over, as if its condition were false. */
    public @Nullable BackendPlan fitting(Transaction transaction) {
        Led now = led;
        if (now == null) return plan;
        // In tcp mode there is neither a host nor a path.
        BackendPlan fitting = transaction.isHttp() ? now.routes.find(transaction.request()) : null;
        return fitting == null ? now.rest : fitting;
    }

    /** For `default_backend` and a listen section's own backend: what no route fits is the section's own. */
    public BackendPlan last(Transaction transaction) {
        BackendPlan fitting = fitting(transaction);
        return fitting == null ? plan : fitting;
    }
}
