package io.hecd.admin.command;

import io.hecd.proxy.FrontendCounter;
import io.hecd.proxy.Worker;
import io.hecd.runtime.FrontendControl;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.List;
import java.util.function.ToLongFunction;

/** `show activity`: what each worker has to do now. */
final class ShowActivity implements Command {
    private record Activity(long tasks, long exchanges, long sessions) {
        static Activity of(Worker worker) {
            long tasks = worker.loop() instanceof SingleThreadEventExecutor loop ? loop.pendingTasks() : 0;
            return new Activity(tasks, worker.look().size(), worker.sessionCount());
        }
    }

    @Override
    public String name() {
        return "show activity";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "show per-thread activity stats (for support/developers)";
    }

    @Override
    public Level level() {
        return Level.OPERATOR;
    }

    @Override
    public Answer run(Request request) {
        House house = request.house();
        long accepted = 0;
        for (FrontendControl frontend : house.context().frontends())
            accepted += frontend.frontend().counters().sum(FrontendCounter.CONNECTIONS);
        String head = "thread_id: " + house.context().workers().size() + " workers\ndate_now: "
                + house.nowMillis() / 1000 + "." + String.format("%06d", house.nowMillis() % 1000 * 1000)
                + "\naccepted: " + accepted + "\n";
        return Answer.later(house.ask(Activity::of)
                .thenApply(all -> Answer.lines(head
                        + row("tasks", all, Activity::tasks)
                        + row("sessions", all, Activity::sessions)
                        + row("exchanges", all, Activity::exchanges))));
    }

    private static String row(String name, List<Activity> all, ToLongFunction<Activity> value) {
        long sum = 0;
        StringBuilder each = new StringBuilder();
        for (Activity activity : all) {
            sum += value.applyAsLong(activity);
            each.append(' ').append(value.applyAsLong(activity));
        }
        return name + ": " + sum + " [" + each + " ]\n";
    }
}
