package io.hecd.admin.stats;

import io.hecd.proxy.Service.Reply;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a service makes its answers, one after the other: on a thread of its own, never on a worker. */
public final class AnswerThread {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");

    private final String what;
    private final ExecutorService executor;

    /** A short answer in the form of the service. */
    public interface Plain {
        Reply of(int status, String text);
    }

    /** @param what is shown, in the plural: for the sentences that say why it is not */
    public AnswerThread(String thread, String what) {
        this.what = what;
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
    }

    /** Returns at once; `then` is called once: on this thread, or on the caller's after {@link #stop}. */
    public void answer(Supplier<Reply> made, Plain plain, Consumer<Reply> then) {
        try {
            executor.execute(() -> then.accept(safely(made, plain)));
        } catch (RejectedExecutionException e) {
            then.accept(plain.of(503, "The " + what + " are not there any more.\n"));
        }
    }

    private Reply safely(Supplier<Reply> made, Plain plain) {
        try {
            return made.get();
        } catch (RuntimeException e) {
            LOG.error("the {} could not be shown", what, e);
            return plain.of(500, "The " + what + " could not be shown.\n");
        }
    }

    public void stop() {
        executor.shutdownNow();
    }
}
