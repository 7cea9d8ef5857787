package io.hecd.discovery.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Response;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads all keys below a prefix in pages, so that many keys or large values never make one answer too large for us. The first
 * page is linearizable, the others are of its revision.
 */
final class EtcdRead {
    private static final int PAGE = 1000;

    /** A set larger than this is nobody's list of servers. */
    private static final long MAX_BYTES = 64L << 20;

    private final EtcdLink link;
    private final String prefix;
    private final List<KeyValue> found = new ArrayList<>();
    private long bytes;
    private int page = PAGE;

    /** What was found, with the header of the first answer. */
    record Result(Response.Header header, List<KeyValue> found) {}

    EtcdRead(EtcdLink link, String prefix) {
        this.link = link;
        this.prefix = prefix;
    }

    CompletableFuture<Result> start() {
        return page(EtcdKeys.first(prefix), 0)
                .thenCompose(first -> take(first, first.getHeader().getRevision())
                        .thenApply(done -> new Result(first.getHeader(), found)));
    }

    /** Single keys, in one transaction and so at one revision. */
    static CompletableFuture<Result> exactly(EtcdLink link, List<String> keys) {
        Op[] gets = keys.stream()
                .map(key -> Op.get(EtcdKeys.bytes(key), GetOption.DEFAULT))
                .toArray(Op[]::new);
        return link.call(client -> client.getKVClient().txn().Then(gets).commit())
                .thenApply(answer -> new Result(
                        answer.getHeader(),
                        answer.getGetResponses().stream()
                                .flatMap(one -> one.getKvs().stream())
                                .toList()));
    }

    /** One small linearizable question about the same range: shows where history is, and whether we may read. */
    static CompletableFuture<GetResponse> probe(EtcdLink link, String prefix) {
        GetOption option = GetOption.builder()
                .withRange(EtcdKeys.end(prefix))
                .withCountOnly(true)
                .build();
        return link.call(client -> client.getKVClient().get(EtcdKeys.first(prefix), option));
    }

    private CompletableFuture<GetResponse> page(ByteSequence from, long revision) {
        GetOption option = GetOption.builder()
                .withRange(EtcdKeys.end(prefix))
                .withRevision(revision)
                .withLimit(page)
                .build();
        return link.call(client -> get(client.getKVClient(), from, option)).exceptionallyCompose(failure -> {
            if (page == 1 || !EtcdTrouble.isTooLarge(failure)) return CompletableFuture.failedFuture(failure);
            page = Math.max(1, page / 8);
            return page(from, revision);
        });
    }

    private static CompletableFuture<GetResponse> get(KV kv, ByteSequence from, GetOption option) {
        return kv.get(from, option);
    }

    private CompletableFuture<Void> take(GetResponse answer, long revision) {
        for (KeyValue key : answer.getKvs()) {
            found.add(key);
            bytes += key.getKey().size() + key.getValue().size();
        }
        if (bytes > MAX_BYTES)
            return CompletableFuture.failedFuture(new StoreException(
                    StoreException.Reason.REFUSED,
                    link.endpoint() + ": more than " + (MAX_BYTES >> 20) + " MiB below '" + prefix + "'"));
        if (!answer.isMore()) return CompletableFuture.completedFuture(null);
        ByteSequence next = EtcdKeys.after(found.get(found.size() - 1).getKey());
        return page(next, revision).thenCompose(more -> take(more, revision));
    }
}
