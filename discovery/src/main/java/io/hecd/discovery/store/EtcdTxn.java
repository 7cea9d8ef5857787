package io.hecd.discovery.store;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.DeleteResponse;
import io.etcd.jetcd.kv.PutResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A {@link Change} as one transaction of etcd, and its answer as an {@link Outcome}. */
final class EtcdTxn {
    private final Change change;
    private final ByteSequence key;

    /** 0 for none. */
    private final long lease;

    EtcdTxn(Change change, long lease) {
        this.change = change;
        this.lease = lease;
        key = change.kind() == Change.Kind.DELETE_TREE ? EtcdKeys.first(change.key()) : EtcdKeys.bytes(change.key());
    }

    CompletableFuture<TxnResponse> commit(Client client) {
        Op look = Op.get(key, GetOption.DEFAULT);
        return client.getKVClient()
                .txn()
                .If(conditions())
                .Then(operation())
                .Else(look)
                .commit();
    }

    Outcome outcome(TxnResponse answer, EtcdLeases leases) {
        long revision = answer.getHeader().getRevision();
        if (!answer.isSucceeded()) {
            List<KeyValue> now = answer.getGetResponses().get(0).getKvs();
            Optional<Entry> entry = now.isEmpty() ? Optional.empty() : entry(now.get(0), leases);
            return new Outcome(false, revision, entry, entry);
        }
        if (change.kind() != Change.Kind.PUT) {
            boolean deleted = answer.getDeleteResponses().get(0).getDeleted() > 0;
            return new Outcome(deleted, revision, before(answer, leases), Optional.empty());
        }
        Optional<Entry> before = before(answer, leases);
        long created = before.map(Entry::created).orElse(revision);
        Entry after = new Entry(change.key(), change.value(), created, revision, leases.endsAtMillis(lease));
        return new Outcome(true, revision, before, Optional.of(after));
    }

    /** The leases that no key needs any more; one lease is only ever given to one key. */
    List<Long> freed(TxnResponse answer) {
        if (!answer.isSucceeded()) return lease == 0 ? List.of() : List.of(lease);
        return replaced(answer).map(KeyValue::getLease).filter(old -> old != 0).stream()
                .toList();
    }

    private static Optional<Entry> before(TxnResponse answer, EtcdLeases leases) {
        return replaced(answer).flatMap(old -> entry(old, leases));
    }

    private static Optional<KeyValue> replaced(TxnResponse answer) {
        for (PutResponse put : answer.getPutResponses()) if (put.hasPrevKv()) return Optional.of(put.getPrevKv());
        for (DeleteResponse deleted : answer.getDeleteResponses())
            if (!deleted.getPrevKvs().isEmpty())
                return Optional.of(deleted.getPrevKvs().get(0));
        return Optional.empty();
    }

    /** Empty for the empty key with which etcd says "was not there". */
    static Optional<Entry> entry(KeyValue from, EtcdLeases leases) {
        if (from.getModRevision() == 0) return Optional.empty();
        return Optional.of(new Entry(
                EtcdKeys.text(from.getKey()),
                EtcdKeys.text(from.getValue()),
                from.getCreateRevision(),
                from.getModRevision(),
                from.getLease() == 0 ? 0 : leases.endsAtMillis(from.getLease())));
    }

    private Op operation() {
        switch (change.kind()) {
            case PUT:
                PutOption put =
                        PutOption.builder().withLeaseId(lease).withPrevKV().build();
                return Op.put(key, EtcdKeys.bytes(change.value()), put);
            case DELETE:
                return Op.delete(key, DeleteOption.builder().withPrevKV(true).build());
            default:
                DeleteOption tree = DeleteOption.builder()
                        .withRange(EtcdKeys.end(change.key()))
                        .build();
                return Op.delete(key, tree);
        }
    }

    private Cmp[] conditions() {
        Change.Condition condition = change.condition();
        Cmp value = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.value(EtcdKeys.bytes(condition.value())));
        Cmp modified = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(condition.revision()));
        Cmp exists = new Cmp(key, Cmp.Op.GREATER, CmpTarget.createRevision(0));
        Cmp absent = new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(0));
        switch (condition.test()) {
            case EXISTS:
                return new Cmp[] {exists};
            case ABSENT:
                return new Cmp[] {absent};
            case VALUE:
                return new Cmp[] {value};
            case MODIFIED:
                // Revision 0 is what a key has that is not there.
                return new Cmp[] {exists, modified};
            case VALUE_AND_MODIFIED:
                return new Cmp[] {exists, value, modified};
            default:
                return new Cmp[0];
        }
    }
}
