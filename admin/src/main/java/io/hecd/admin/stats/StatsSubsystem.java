package io.hecd.admin.stats;

import io.hecd.config.model.Configuration;
import io.hecd.config.model.ProxyConfig;
import io.hecd.config.model.ProxySettings;
import io.hecd.config.section.Sections;
import io.hecd.config.text.Position;
import io.hecd.config.text.Problem;
import io.hecd.config.text.Problems;
import io.hecd.config.text.Severity;
import io.hecd.config.text.Word;
import io.hecd.health.HealthView;
import io.hecd.proxy.Service;
import io.hecd.runtime.Subsystem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statistics pages of all proxies that have `stats` lines: one thread makes them, which reads what the workers count. */
public final class StatsSubsystem implements Subsystem, Service.Services {
    private final HealthView health;
    private final AnswerThread thread = new AnswerThread("hecd-stats", "statistics");
    private volatile StatsService.@Nullable Tables tables;

    public StatsSubsystem(HealthView health) {
        this.health = health;
    }

    /** The words that are acted on here. */
    public static Sections words(Sections sections) {
        return sections.serving("stats uri");
    }

    @Override
    public @Nullable Service of(ProxyConfig proxy) {
        Optional<PagePlan> plan = PagePlan.of(proxy);
        // Whom its rules would refuse must not see it while they are not understood.
        if (plan.isEmpty() || plan.get().hasRules()) return null;
        return new StatsService(plan.get(), thread, () -> Optional.ofNullable(tables));
    }

    @Override
    public void check(Configuration configuration, Problems problems) {
        for (ProxyConfig proxy : configuration.proxies()) {
            Optional<PagePlan> plan = PagePlan.of(proxy);
            if (plan.isPresent()) check(plan.get(), place(proxy), problems);
        }
    }

    /** A line that can be shown: never one with a password. */
    private static Position place(ProxyConfig proxy) {
        for (List<Word> line : proxy.settings().get(ProxySettings.STATS))
            if (!line.get(0).is("auth")) return line.get(0).at();
        return proxy.at();
    }

    private static void check(PagePlan plan, Position at, Problems problems) {
        if (plan.hasRules())
            tell(
                    Severity.WARNING,
                    "there is no statistics page here, since 'stats http-request' is not in hecd yet",
                    "'stats auth' asks for a password",
                    at,
                    problems);
        if (plan.hasWellKnownPassword())
            tell(
                    Severity.WARNING,
                    "the password of the statistics page is one that everybody knows",
                    "choose another one for 'stats auth'",
                    at,
                    problems);
        if (plan.asksForActions())
            tell(
                    Severity.NOTICE,
                    "the statistics page shows and changes nothing yet, whatever 'stats admin' says",
                    "the runtime socket changes the states of servers",
                    at,
                    problems);
    }

    private static void tell(Severity severity, String message, String hint, Position at, Problems problems) {
        problems.add(new Problem(severity, "stats", at, 0, message, hint));
    }

    @Override
    public void start(Context context) {
        tables = new StatsService.Tables(
                new StatsTable(context.balancer(), health), new ProcessTable(context.balancer()));
    }

    @Override
    public void reload(Context context) {}

    @Override
    public void stop() {
        thread.stop();
    }
}
