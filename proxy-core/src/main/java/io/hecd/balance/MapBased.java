package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * `hash-type map-based` (manual 4.2): a key's hash modulo the weights' sum is an entry of a fixed table. Weights are those of
 * the configuration. The chosen server is answered even if it is full.
 */
final class MapBased implements Placement {
    private final Shared<Turns> table = new Shared<>(
            (servers, previous) -> Turns.fixed(Weights.servers(servers), Weights.configured(servers), previous));

    @Override
    public Picker picker(Key key, ServerSet servers, @Nullable Picker previous) {
        Turns before = previous instanceof TablePicker last ? last.table : null;
        return new TablePicker(key, table.of(servers, before));
    }

    private static final class TablePicker implements Picker {
        private final Key key;
        private final Turns table;
        private final ByteView view = new ByteView();

        TablePicker(Key key, Turns table) {
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
