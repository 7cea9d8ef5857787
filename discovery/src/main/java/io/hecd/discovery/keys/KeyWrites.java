package io.hecd.discovery.keys;

import io.hecd.discovery.keys.KeySpace.Look;
import io.hecd.discovery.keys.KeysError.Code;
import io.hecd.discovery.store.Change;
import io.hecd.discovery.store.Change.Condition;
import io.hecd.discovery.store.Entry;
import io.hecd.discovery.store.Outcome;
import io.hecd.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * PUT, POST and DELETE. Each looks at the place first, for the store knows nothing of directories, and then changes one key
 * (or deletes a tree) under the condition that was asked for. Confined to the loop.
 */
final class KeyWrites {
    /** Somebody else may come between looking and changing; not that often. */
    private static final int ATTEMPTS = 20;

    private final KeySpace space;
    private final Journal journal;
    private final Clock clock;
    private final Map<KeyPath, CompletableFuture<Answer>> inOrder = new HashMap<>();

    KeyWrites(KeySpace space, Journal journal, Clock clock) {
        this.space = space;
        this.journal = journal;
        this.clock = clock;
    }

    CompletableFuture<Answer> put(KeysRequest request) {
        if (request.path().isRoot()) return atRoot(Code.ROOT_READ_ONLY, "/");
        return attempt(request, 1);
    }

    /** One after the other in a directory: the next name is the store's next revision, which only one can have. */
    CompletableFuture<Answer> post(KeysRequest request) {
        CompletableFuture<Answer> before =
                inOrder.getOrDefault(request.path(), CompletableFuture.completedFuture(Answer.plain(200, "")));
        CompletableFuture<Answer> mine = before.handle((done, failure) -> done).thenCompose(done -> append(request, 1));
        inOrder.put(request.path(), mine);
        mine.whenComplete((done, failure) -> inOrder.remove(request.path(), mine));
        return mine;
    }

    CompletableFuture<Answer> delete(KeysRequest request) {
        // etcd names the root in the one case, and forgets to in the other.
        if (request.path().isRoot() && request.compares()) return atRoot(Code.NOT_FILE, "");
        if (request.path().isRoot()) return atRoot(Code.ROOT_READ_ONLY, "/");
        return space.look(request.path()).thenCompose(look -> {
            if (request.compares()) return compareAndDelete(request, look);
            return look.isDirectory() ? deleteDirectory(request, look) : deleteFile(look);
        });
    }

    private CompletableFuture<Answer> attempt(KeysRequest request, int attempt) {
        return space.look(request.path()).thenCompose(look -> {
            boolean update = request.prevExist().orElse(false);
            if (request.prevExist().isPresent() && !update) return create(request, look);
            if (request.compares()) return swap(request, look, attempt);
            if (update) return look.isDirectory() ? updateDirectory(request, look) : update(request, look, attempt);
            return request.dir() ? setDirectory(request, look) : set(request, look, attempt);
        });
    }

    private CompletableFuture<Answer> set(KeysRequest request, Look look, int attempt) {
        if (look.isDirectory()) throw look.error(Code.NOT_FILE);
        if (request.refresh()) return look.isFile() ? refresh(request, look, "set", attempt) : missing(look);
        return commit(write(request, request.value()), outcome -> written("set", outcome))
                .thenApply(done -> answer(request, done));
    }

    private CompletableFuture<Answer> create(KeysRequest request, Look look) {
        if (look.isDirectory() || look.isFile()) throw look.error(Code.NODE_EXIST);
        Change change = request.dir() ? mark(request, look.path()) : write(request, request.value());
        return commit(change.when(Condition.ABSENT), outcome -> written("create", outcome))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw failed(Code.NODE_EXIST, look.path(), done);
                    return answer(request, done);
                });
    }

    private CompletableFuture<Answer> update(KeysRequest request, Look look, int attempt) {
        if (!look.isFile()) return missing(look);
        if (request.refresh()) return refresh(request, look, "update", attempt);
        return commit(write(request, request.value()).when(Condition.EXISTS), outcome -> written("update", outcome))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw failed(Code.KEY_NOT_FOUND, look.path(), done);
                    return answer(request, done);
                });
    }

    /** Of a directory only the time to live can be changed. */
    private CompletableFuture<Answer> updateDirectory(KeysRequest request, Look look) {
        if (!request.value().isEmpty()) throw look.error(Code.NOT_FILE);
        Node before = look.tree().node();
        return commit(mark(request, look.path()), outcome -> {
                    Entry marker = outcome.after().orElseThrow();
                    Node node =
                            Node.directory(look.path(), marker.expiresAtMillis(), outcome.revision(), before.created());
                    return Fact.of(outcome.revision(), "update", node, Optional.of(before))
                            .quiet(request.refresh());
                })
                .thenApply(done -> answer(request, done));
    }

    private CompletableFuture<Answer> setDirectory(KeysRequest request, Look look) {
        if (look.isDirectory()) throw look.error(Code.NOT_FILE);
        if (request.refresh()) return look.isFile() ? refresh(request, look, "set", 1) : missing(look);
        Optional<Node> before = look.file().map(Node::file);
        CompletableFuture<?> room = look.isFile()
                ? commit(Change.delete(look.path().text()), outcome -> deleted("delete", outcome))
                : CompletableFuture.completedFuture(null);
        return room.thenCompose(gone -> commit(mark(request, look.path()), outcome -> {
                    Node node = Node.of(outcome.after().orElseThrow());
                    return Fact.of(outcome.revision(), "set", node, before);
                }))
                .thenApply(done -> answer(request, done));
    }

    private CompletableFuture<Answer> swap(KeysRequest request, Look look, int attempt) {
        if (look.isDirectory()) throw look.error(Code.NOT_FILE);
        if (!look.isFile()) return missing(look);
        if (request.refresh()) {
            if (!holds(request, look.file().orElseThrow())) throw compared(request, look.file(), look.revision());
            return refresh(request, look, "compareAndSwap", attempt);
        }
        return commit(
                        write(request, request.value()).when(condition(request)),
                        outcome -> written("compareAndSwap", outcome))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw compared(request, done.outcome());
                    return answer(request, done);
                });
    }

    /** The same value with a new time to live; not told to those who wait. */
    private CompletableFuture<Answer> refresh(KeysRequest request, Look look, String action, int attempt) {
        Entry file = look.file().orElseThrow();
        Condition same = new Condition(Condition.Test.MODIFIED, "", file.modified());
        return commit(
                        write(request, file.value()).when(same),
                        outcome -> written(action, outcome).quiet(true))
                .thenCompose(done -> {
                    if (done.fact().isPresent()) return CompletableFuture.completedFuture(answer(request, done));
                    if (attempt == ATTEMPTS) throw busy(look.path(), done);
                    return attempt(request, attempt + 1);
                });
    }

    private CompletableFuture<Answer> append(KeysRequest request, int attempt) {
        return space.look(request.path()).thenCompose(look -> {
            if (look.isFile()) throw look.error(Code.NOT_DIR);
            KeyPath path = look.path().child(String.format("%020d", look.revision() + 1));
            Change change = request.dir()
                    ? mark(request, path)
                    : Change.put(path.text(), request.value()).living(ttl(request));
            return commit(change.when(Condition.ABSENT), outcome -> written("create", outcome))
                    .thenCompose(done -> {
                        if (done.fact().isPresent()) return CompletableFuture.completedFuture(answer(request, done));
                        if (attempt == ATTEMPTS) throw busy(path, done);
                        return append(request, attempt + 1);
                    });
        });
    }

    private CompletableFuture<Answer> compareAndDelete(KeysRequest request, Look look) {
        if (look.isDirectory()) throw look.error(Code.NOT_FILE);
        if (!look.isFile()) return missing(look);
        return commit(
                        Change.delete(look.path().text()).when(condition(request)),
                        outcome -> deleted("compareAndDelete", outcome))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw compared(request, done.outcome());
                    return answer(request, done);
                });
    }

    private CompletableFuture<Answer> deleteFile(Look look) {
        if (!look.isFile()) return missing(look);
        return commit(Change.delete(look.path().text()), outcome -> deleted("delete", outcome))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw failed(Code.KEY_NOT_FOUND, look.path(), done);
                    return answer(done);
                });
    }

    private CompletableFuture<Answer> deleteDirectory(KeysRequest request, Look look) {
        if (!request.dir() && !request.recursive()) throw look.error(Code.NOT_FILE);
        if (!request.recursive() && !look.isEmptyDirectory()) throw look.error(Code.DIR_NOT_EMPTY);
        Node before = look.tree().node();
        String key = look.path().directory();
        return commit(
                        request.recursive() ? Change.deleteTree(key) : Change.delete(key),
                        outcome -> Fact.of(
                                outcome.revision(), "delete", before.gone(outcome.revision()), Optional.of(before)))
                .thenApply(done -> {
                    if (done.fact().isEmpty()) throw failed(Code.KEY_NOT_FOUND, look.path(), done);
                    return answer(done);
                });
    }

    /** What was asked of the store, and the fact it made, if it did. */
    private record Done(Outcome outcome, Optional<Fact> fact) {}

    private CompletableFuture<Done> commit(Change change, Function<Outcome, Fact> told) {
        journal.expect(change.key());
        return space.commit(change).handle((outcome, failure) -> {
            Optional<Fact> fact =
                    failure == null && outcome.done() ? Optional.of(told.apply(outcome)) : Optional.empty();
            journal.settled(change.key(), fact);
            if (failure instanceof RuntimeException cause) throw cause;
            return new Done(outcome, fact);
        });
    }

    private static Change write(KeysRequest request, String value) {
        return Change.put(request.path().text(), value).living(ttl(request));
    }

    private static Change mark(KeysRequest request, KeyPath path) {
        return Change.put(path.directory(), "").living(ttl(request));
    }

    private static long ttl(KeysRequest request) {
        return request.ttlMillis().orElse(0L);
    }

    private static Fact written(String action, Outcome outcome) {
        return Fact.of(
                outcome.revision(),
                action,
                Node.of(outcome.after().orElseThrow()),
                outcome.before().map(Node::of));
    }

    private static Fact deleted(String action, Outcome outcome) {
        Node before = Node.of(outcome.before().orElseThrow());
        return Fact.of(outcome.revision(), action, before.gone(outcome.revision()), Optional.of(before));
    }

    private Answer answer(KeysRequest request, Done done) {
        Fact fact = done.fact().orElseThrow();
        int status = fact.before().isEmpty() ? 201 : 200;
        String body = request.silent() && !fact.action().startsWith("compareAndDelete")
                ? KeysJson.action(fact.action())
                : fact.json(clock.wallMillis());
        return Answer.key(status, fact.revision(), body);
    }

    private Answer answer(Done done) {
        Fact fact = done.fact().orElseThrow();
        return Answer.key(200, fact.revision(), fact.json(clock.wallMillis()));
    }

    private static Condition condition(KeysRequest request) {
        Condition.Test test = request.prevIndex() == 0
                ? Condition.Test.VALUE
                : request.prevValue().isEmpty() ? Condition.Test.MODIFIED : Condition.Test.VALUE_AND_MODIFIED;
        return new Condition(test, request.prevValue(), request.prevIndex());
    }

    private static boolean holds(KeysRequest request, Entry now) {
        return (request.prevValue().isEmpty() || request.prevValue().equals(now.value()))
                && (request.prevIndex() == 0 || request.prevIndex() == now.modified());
    }

    private static KeysError compared(KeysRequest request, Outcome outcome) {
        return compared(request, outcome.before(), outcome.revision());
    }

    private static KeysError compared(KeysRequest request, Optional<Entry> now, long revision) {
        if (now.isEmpty())
            return new KeysError(Code.KEY_NOT_FOUND, request.path().toString(), revision);
        boolean value = !request.prevValue().isEmpty()
                && !request.prevValue().equals(now.get().value());
        boolean index =
                request.prevIndex() != 0 && request.prevIndex() != now.get().modified();
        String values = "[" + request.prevValue() + " != " + now.get().value() + "]";
        String indexes = "[" + Long.toUnsignedString(request.prevIndex()) + " != "
                + now.get().modified() + "]";
        String about = value && index ? values + " " + indexes : index ? indexes : values;
        return new KeysError(Code.TEST_FAILED, about, revision);
    }

    private static KeysError failed(Code code, KeyPath path, Done done) {
        return new KeysError(code, path.toString(), done.outcome().revision());
    }

    private static KeysError busy(KeyPath path, Done done) {
        return new KeysError(
                Code.INTERNAL,
                "others change " + path + " all the time",
                done.outcome().revision());
    }

    private CompletableFuture<Answer> missing(Look look) {
        return space.missing(look.path(), look.revision());
    }

    private CompletableFuture<Answer> atRoot(Code code, String about) {
        return space.now().thenApply(now -> {
            throw new KeysError(code, about, now.revision());
        });
    }
}
