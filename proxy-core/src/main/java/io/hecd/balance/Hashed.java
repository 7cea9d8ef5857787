package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The hashing algorithms with `hash-type map-based` (manual 4.2): a key's hash modulo the weights' sum is an entry of a
 * fixed table. Weights are those of the configuration. The chosen server is answered even if it is full.
 */
final class Hashed implements Algorithm {
    private final Key key;
    private final Shared<Turns> table = new Shared<>(
            (servers, previous) -> Turns.fixed(Weights.servers(servers), Weights.configured(servers), previous));

    Hashed(Key key) {
        this.key = key;
    }

    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        Turns before = previous instanceof HashedPicker last ? last.table : null;
        return new HashedPicker(key, table.of(servers, before));
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public boolean needsHttp() {
        return key.needsHttp();
    }

    private static final class HashedPicker implements Picker {
        private final Key key;
        private final Turns table;
        private final ByteView view = new ByteView();

        HashedPicker(Key key, Turns table) {
            this.key = key;
            this.table = table;
        }

        @Override
        public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
            long hash = key.hash(transaction, view);
            return hash == Key.NONE ? table.take(avoid) : table.at(hash, avoid);
        }
    }
}
