package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One conversation, played on HAProxy and on hecd; what clients, origins and log saw must be the same. Where it is not,
 * `twin/differences.txt` says why. With proxies of its own:
 *
 * <pre>
 * Twin.conversation("plain get").config("""...""").origin("s1").get("/").same();
 * </pre>
 *
 * or with those that {@link Twins} runs for a whole class.
 */
public final class Twin {
    /** One thing that happens. */
    private interface Step {
        void play(Play play);
    }

    private final String name;
    private final @Nullable Twins twins;
    private final List<String> originNames = new ArrayList<>();
    private final List<Consumer<Stage>> behaviours = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String configuration = "";
    private String listener = "";
    private int logLines = -1;
    private boolean pagesAside;
    private boolean wasPlayed;

    private Twin(String name, @Nullable Twins twins) {
        this.name = name;
        this.twins = twins;
    }

    static Twin of(String name, Twins twins, List<String> origins) {
        Twin twin = new Twin(name, twins);
        twin.originNames.addAll(origins);
        return twin;
    }

    /** @param name under which `differences.txt` knows it */
    public static Twin conversation(String name) {
        return new Twin(name, null);
    }

    public Twin config(String configuration) {
        this.configuration = configuration;
        return this;
    }

    public Twin origin(String origin) {
        return origin(origin, any -> {});
    }

    /** An origin and how it behaves. */
    public Twin origin(String origin, Consumer<Origin> behaviour) {
        if (!originNames.contains(origin)) originNames.add(origin);
        behaviours.add(stage -> behaviour.accept(stage.origin(origin)));
        return this;
    }

    // ---- what clients do

    /** The clients from here on come to the listener at `${name}`; without it, to the first in the configuration. */
    public Twin at(String name) {
        listener = name;
        return this;
    }

    /** A head with this start line, `Host: h` and these headers. */
    public static String head(String startLine, String... headers) {
        StringBuilder head = new StringBuilder(startLine).append("\r\nHost: h\r\n");
        for (String header : headers) head.append(header).append("\r\n");
        return head.append("\r\n").toString();
    }

    /** A client connects, sends a GET and reads one answer. */
    public Twin get(String path, String... headers) {
        return client(head("GET " + path + " HTTP/1.1", headers));
    }

    /** The same client sends another GET and reads its answer. */
    public Twin thenGet(String path, String... headers) {
        return then(head("GET " + path + " HTTP/1.1", headers));
    }

    /** A client connects, sends this and reads one answer. */
    public Twin client(String bytes) {
        return client(bytes, 1);
    }

    /** A client connects, sends this and reads so many answers, 1xx ones counted. */
    public Twin client(String bytes, int answers) {
        String at = listener;
        steps.add(play -> play.open(at));
        return then(bytes, answers);
    }

    /** Another client connects while those before stay; it is the one that the next steps are about. */
    public Twin beside(String bytes, int answers) {
        String at = listener;
        steps.add(play -> play.openBeside(at));
        return then(bytes, answers);
    }

    /** The next steps are about the client that came before the present one. */
    public Twin before() {
        steps.add(Play::before);
        return this;
    }

    /** The same client sends more and reads one more answer. */
    public Twin then(String bytes) {
        return then(bytes, 1);
    }

    public Twin then(String bytes, int answers) {
        if (!bytes.isEmpty()) steps.add(play -> play.conversation().send(bytes));
        for (int i = 0; i < answers; i++) steps.add(play -> play.conversation().answer());
        return this;
    }

    /** The client reads until it has received `text`. */
    public Twin until(String text) {
        steps.add(play -> play.conversation().until(text));
        return this;
    }

    /** Waits until the origin has received `text`. */
    public Twin untilHeard(String origin, String text) {
        steps.add(play ->
                Eventually.eventually(() -> assertThat(play.stage.origin(origin).told())
                        .as("heard by " + origin)
                        .contains(text)));
        return this;
    }

    /** Waits, so that the proxy sees one write before the next; nothing may depend on how long. */
    public Twin pause() {
        steps.add(play -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40)));
        return this;
    }

    public Twin halfClose() {
        steps.add(play -> play.conversation().halfClose());
        return this;
    }

    /** The client reads until the proxy closes. */
    public Twin untilClosed() {
        steps.add(play -> play.conversation().untilClosed());
        return this;
    }

    /** The client closes without waiting for anything. */
    public Twin close() {
        steps.add(play -> play.conversation().close());
        return this;
    }

    public Twin reset() {
        steps.add(play -> play.conversation().reset());
        return this;
    }

    /** Waits, with the client still there, until so many lines have been logged. */
    public Twin untilLogged(int lines) {
        steps.add(play -> play.stage.log.await(lines));
        return this;
    }

    /** So many lines are logged in all, once the last client has left. */
    public Twin logs(int lines) {
        logLines = lines;
        return this;
    }

    /** What error pages say is not what this is about: hecd's say why. Their status and other headers are compared. */
    public Twin pagesAside() {
        pagesAside = true;
        return this;
    }

    // ---- playing

    boolean wasPlayed() {
        return wasPlayed;
    }

    /** Plays it on both at the same time and compares. */
    public void same() {
        Haproxy.require();
        wasPlayed = true;
        Twins cast = twins;
        Accord accord = new Accord();
        CompletableFuture<Transcript> theirs = CompletableFuture.supplyAsync(
                () -> cast == null ? play(Subject.HAPROXY, accord) : play(cast.haproxy(), accord),
                task -> new Thread(task).start());
        Transcript ours;
        try {
            ours = cast == null ? play(Subject.HECD, accord) : play(cast.hecd(), accord);
        } catch (AssertionError e) {
            throw new AssertionError(name + " on hecd: " + e.getMessage() + "\n-- haproxy:\n" + theirs.join(), e);
        }
        try {
            compare(theirs.join(), ours);
        } catch (CompletionException e) {
            throw new AssertionError(name + " on haproxy: " + e.getMessage(), e);
        }
    }

    void compare(Transcript theirs, Transcript ours) {
        List<String> mismatches = new ArrayList<>();
        Set<String> parts = new TreeSet<>(theirs.parts().keySet());
        parts.addAll(ours.parts().keySet());
        for (String part : parts) {
            String expected = theirs.part(part);
            String actual = ours.part(part);
            if (pagesAside && part.startsWith("client")) {
                expected = ErrorPages.plain(expected);
                actual = ErrorPages.plain(actual);
            }
            TrafficDifferences.Difference difference = TrafficDifferences.of(name, part);
            boolean alike = difference == null ? actual.equals(expected) : difference.holds(expected, actual);
            if (!alike)
                mismatches.add("---- " + part
                        + (difference == null ? "" : " (but for: " + difference.kind() + " " + difference.text() + ")")
                        + "\n-- haproxy:\n" + expected + "\n-- hecd:\n" + actual);
        }
        assertThat(String.join("\n", mismatches)).as(name).isEmpty();
        if (logLines >= 0)
            assertThat(theirs.part("log").lines().count())
                    .as(name + ": lines that HAProxy logged\n" + theirs.part("log"))
                    .isEqualTo(logLines);
    }

    /** What came of it on a proxy of its own, played alone. */
    Transcript play(Subject subject) {
        Accord alone = new Accord();
        alone.leave();
        return play(subject, alone);
    }

    private Transcript play(Subject subject, Accord accord) {
        Twins.Performer performer = Twins.Performer.start(subject, configuration, originNames.toArray(String[]::new));
        try {
            return play(performer, accord);
        } finally {
            performer.close();
        }
    }

    private Transcript play(Twins.Performer performer, Accord accord) {
        Stage stage = performer.stage();
        stage.log.clear();
        try {
            behaviours.forEach(behaviour -> behaviour.accept(stage));
            Play play = new Play(stage, accord);
            for (Step step : steps) step.play(play);
            play.leave();
            for (Origin origin : stage.origins.values()) Eventually.within(2_000, () -> !origin.isBusy());
            Eventually.within(2_000, () -> performer.proxy().leftOver().isEmpty());
            assertThat(performer.proxy().leftOver())
                    .as(name + ": left over at the end")
                    .isEmpty();
            if (logLines > 0) stage.log.await(logLines);
            accord.settle(() -> play.seen().toString());
            return play.seen();
        } finally {
            accord.leave();
            stage.origins.values().forEach(Origin::afresh);
        }
    }

    /** A conversation while it is played. */
    private static final class Play {
        private final Stage stage;
        private final Accord accord;
        private final Transcript transcript = new Transcript();
        private final List<Conversation> present = new ArrayList<>();
        private int current;

        private Play(Stage stage, Accord accord) {
            this.stage = stage;
            this.accord = accord;
        }

        void open(String listener) {
            leave();
            openBeside(listener);
        }

        void openBeside(String listener) {
            String at = listener.isEmpty() ? stage.listeners.keySet().iterator().next() : listener;
            present.add(new Conversation(stage.address(at)));
            current = present.size() - 1;
        }

        void before() {
            current--;
        }

        Conversation conversation() {
            if (present.isEmpty()) throw new IllegalStateException("a client must come first");
            return present.get(current);
        }

        /** All that was seen so far. */
        Transcript seen() {
            for (Origin origin : stage.origins.values()) transcript.add(origin.name(), List.of(origin.told()));
            transcript.add("log", stage.log.lines());
            return transcript.plain(stage);
        }

        void leave() {
            for (Conversation conversation : present) transcript.client(conversation, accord.end(conversation));
            present.clear();
        }
    }
}
