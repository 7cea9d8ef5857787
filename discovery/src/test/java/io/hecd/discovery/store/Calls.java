package io.hecd.discovery.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A store asked by a test, which waits for the answer. */
final class Calls {
    private Calls() {}

    static Snapshot read(Store store, String prefix) {
        return store.read(prefix).orTimeout(15, TimeUnit.SECONDS).join();
    }

    static Outcome commit(Store store, Change change) {
        return store.commit(change).orTimeout(15, TimeUnit.SECONDS).join();
    }

    static List<String> values(Store store, String prefix) {
        return read(store, prefix).entries().stream()
                .map(entry -> entry.key() + "=" + entry.value())
                .toList();
    }

    /** Why it failed; that it does is what the test is about. */
    static StoreException failure(CompletableFuture<?> call) {
        try {
            Object answer = call.orTimeout(15, TimeUnit.SECONDS).join();
            throw new AssertionError("did not fail: " + answer);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException why) return why;
            throw e;
        }
    }
}
