package io.hecd.admin.launch;

import io.hecd.config.text.Problems;
import io.hecd.config.text.Source;
import java.util.List;

/** Runs a configuration that stands in no file, in the foreground, until a signal. */
final class TextRun {
    private TextRun() {}

    static int run(String name, String text, Runnable whenReady) {
        Alerts alerts = new Alerts(System.err);
        Arguments arguments = Arguments.none();
        List<Source> sources = List.of(new Source(name, text));
        Problems notes = new Problems();
        Engine engine;
        try {
            engine = Wiring.starter().start(sources, FlagRun.environment(arguments, sources), notes);
        } catch (Engine.Refused e) {
            alerts.problems(e.problems());
            alerts.alert(String.valueOf(e.getMessage()));
            return 1;
        }
        alerts.problems(notes);
        return new Lifetime(alerts, arguments, engine, () -> engine.reload(sources), whenReady).live();
    }
}
