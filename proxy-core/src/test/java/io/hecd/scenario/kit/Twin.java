package io.hecd.scenario.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hecd.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One configuration and one conversation, played on HAProxy and on hecd; what client, origins and log saw must be the same.
 * Where it is not, `twin/differences.txt` says why. In a test:
 *
 * <pre>
 * Twin.conversation("plain get").config("""...""").origin("s1").client("GET / HTTP/1.1\r\nHost: x\r\n\r\n").same();
 * </pre>
 */
public final class Twin {
    /** One thing that the client does. */
    private record Step(Kind kind, String bytes, int count) {}

    private enum Kind {
        OPEN,
        SEND,
        HALF_CLOSE,
        UNTIL_CLOSED,
        CLOSE,
        RESET,
        LOGS
    }

    /** How long HAProxy or hecd may take, in real time, to close a connection by itself after the last answer. */
    private static final int CLOSE_MILLIS = 150;

    private final String name;
    private final List<Consumer<Stage>> origins = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private String configuration = "";

    private Twin(String name) {
        this.name = name;
    }

    /** @param name under which `differences.txt` knows it */
    public static Twin conversation(String name) {
        return new Twin(name);
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
        origins.add(stage -> behaviour.accept(stage.origin(origin)));
        return this;
    }

    /** A client connects, sends this and reads one answer. */
    public Twin client(String bytes) {
        return client(bytes, 1);
    }

    /** A client connects, sends this and reads so many answers, 1xx ones counted. */
    public Twin client(String bytes, int answers) {
        steps.add(new Step(Kind.OPEN, "", 0));
        return then(bytes, answers);
    }

    /** The same client sends more and reads one more answer. */
    public Twin then(String bytes) {
        return then(bytes, 1);
    }

    public Twin then(String bytes, int answers) {
        steps.add(new Step(Kind.SEND, bytes, answers));
        return this;
    }

    public Twin halfClose() {
        steps.add(new Step(Kind.HALF_CLOSE, "", 0));
        return this;
    }

    /** The client reads until the proxy closes. */
    public Twin untilClosed() {
        steps.add(new Step(Kind.UNTIL_CLOSED, "", 0));
        return this;
    }

    /** The client closes without waiting for anything. */
    public Twin close() {
        steps.add(new Step(Kind.CLOSE, "", 0));
        return this;
    }

    public Twin reset() {
        steps.add(new Step(Kind.RESET, "", 0));
        return this;
    }

    /** Waits until there are so many log lines in all. Without it, whether a line comes in time is chance. */
    public Twin logs(int lines) {
        steps.add(new Step(Kind.LOGS, "", lines));
        return this;
    }

    /** Plays it on both and compares. */
    public void same() {
        if (!Haproxy.isInstalled()) throw new AssertionError("haproxy is not installed: apt-get install haproxy");
        compare(play(Subject.HAPROXY), play(Subject.HECD));
    }

    void compare(Transcript theirs, Transcript ours) {
        TreeMap<String, String> explained = new TreeMap<>();
        for (String part : theirs.parts().keySet()) {
            String reason = Differences.reason(name, part);
            String expected = theirs.part(part);
            if (reason.isEmpty())
                assertThat(ours.part(part)).as(name + ": " + part).isEqualTo(expected);
            else if (ours.part(part).equals(expected)) explained.put(part, reason);
        }
        assertThat(explained)
                .as(name + ": explained in differences.txt, but the same")
                .isEmpty();
        assertThat(ours.parts().keySet()).isEqualTo(theirs.parts().keySet());
    }

    /** What came of it on one proxy. */
    Transcript play(Subject subject) {
        try (Stage stage = new Stage()) {
            origins.forEach(origin -> origin.accept(stage));
            String text = stage.fill(configuration);
            Transcript transcript = new Transcript();
            try (Subject.Running proxy = subject.start(text, Clock.system(), List.of(), stage.ports())) {
                converse(stage, transcript);
                for (Origin origin : stage.origins.values()) Eventually.within(2_000, () -> !origin.isBusy());
                Eventually.within(2_000, () -> proxy.leftOver().isEmpty());
                assertThat(proxy.leftOver()).as(name + ": left over at the end").isEmpty();
            }
            transcript.add("log", stage.log.lines());
            for (Origin origin : stage.origins.values()) transcript.add(origin.name(), origin.requests());
            return transcript.plain(stage);
        }
    }

    private void converse(Stage stage, Transcript transcript) {
        String listener = stage.listeners.keySet().iterator().next();
        Conversation conversation = null;
        for (Step step : steps) {
            if (step.kind == Kind.OPEN) {
                if (conversation != null) transcript.client(conversation, CLOSE_MILLIS);
                conversation = new Conversation(stage.address(listener));
                continue;
            }
            if (conversation == null) throw new IllegalStateException("a client must come first");
            switch (step.kind) {
                case SEND -> {
                    conversation.send(step.bytes);
                    for (int i = 0; i < step.count; i++)
                        if (conversation.answer().status() == 0) break;
                }
                case HALF_CLOSE -> conversation.halfClose();
                case UNTIL_CLOSED -> conversation.untilClosed();
                case CLOSE -> conversation.close();
                case RESET -> conversation.reset();
                case LOGS -> stage.log.await(step.count);
                case OPEN -> throw new IllegalStateException();
            }
        }
        if (conversation != null) transcript.client(conversation, CLOSE_MILLIS);
    }
}
