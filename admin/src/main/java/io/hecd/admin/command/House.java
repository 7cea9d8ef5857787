package io.hecd.admin.command;

import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.StatsTable;
import io.hecd.backend.BackendControl;
import io.hecd.health.HealthControl;
import io.hecd.proxy.Worker;
import io.hecd.runtime.FrontendControl;
import io.hecd.runtime.Subsystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What commands look at and change: the load balancer as it runs now. Confined to the control thread. */
public final class House {
    /** A socket that commands come by, as `show cli sockets` names it. */
    public record Door(String address, Level level) {}

    private final HealthControl health;
    private final StatsTable stats;
    private final ProcessTable process;
    private Subsystem.Context context;
    private List<Door> doors = List.of();

    public House(Subsystem.Context context, HealthControl health) {
        this.context = context;
        this.health = health;
        this.stats = new StatsTable(context.balancer(), health);
        this.process = new ProcessTable(context.balancer());
    }

    /** Another configuration is in force. */
    public void follow(Subsystem.Context context) {
        this.context = context;
    }

    /** Those of the configuration in its order, then those that came later. */
    public List<BackendControl> backends() {
        return context.balancer().backends();
    }

    public void doors(List<Door> doors) {
        this.doors = List.copyOf(doors);
    }

    public List<Door> doors() {
        return doors;
    }

    public Subsystem.Context context() {
        return context;
    }

    public StatsTable stats() {
        return stats;
    }

    public ProcessTable process() {
        return process;
    }

    public HealthControl health() {
        return health;
    }

    public long nowMillis() {
        return context.control().clock().wallMillis();
    }

    public Optional<BackendControl> backend(String name) {
        for (BackendControl backend : backends())
            if (backend.backend().name().equals(name)) return Optional.of(backend);
        return Optional.empty();
    }

    public Optional<FrontendControl> frontend(String name) {
        for (FrontendControl frontend : context.frontends())
            if (frontend.frontend().name().equals(name)) return Optional.of(frontend);
        return Optional.empty();
    }

    /** Asks each worker, on its own loop; the answers in the order of the workers, on the control thread. */
    public <T> CompletableFuture<List<T>> ask(Function<Worker, T> question) {
        List<Worker> workers = context.workers();
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (Worker worker : workers)
            answers.add(CompletableFuture.supplyAsync(() -> question.apply(worker), worker.loop()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        done -> answers.stream().map(CompletableFuture::join).toList(),
                        context.control().loop());
    }
}
