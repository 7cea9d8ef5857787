package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.bytes.ByteView;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * `hash-type consistent` (manual 4.2): a key belongs to the nearest place of a {@link Ring}, so that a server that comes or goes
 * moves only its own keys. The chosen server is answered even if it is full.
 */
final class Consistent implements Placement {
    private final BalanceFactor factor;
    private final Shared<Ring> ring = new Shared<>((servers, previous) -> new Ring(servers));

    Consistent(BalanceFactor factor) {
        this.factor = factor;
    }

    @Override
    public Picker picker(Key key, ServerSet servers, @Nullable Picker previous) {
        int place = previous instanceof RingPicker last ? last.place : 0;
        return new RingPicker(key, factor, ring.of(servers, null), place);
    }

    private static final class RingPicker implements Picker {
        /** After so many places of full servers, the rest is searched in plain order. */
        private static final int PATIENCE = 64;

        private final Key key;
        private final BalanceFactor factor;
        private final Ring ring;
        private final ByteView view = new ByteView();
        /** Where requests without a key are. */
        private int place;

        RingPicker(Key key, BalanceFactor factor, Ring ring, int place) {
            this.key = key;
            this.factor = factor;
            this.ring = ring;
            this.place = ring.size() == 0 ? 0 : place % ring.size();
        }

        @Override
        public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
            long hash = key.hash(transaction, view);
            return hash == Key.NONE ? next(avoid) : ring.at(hash, avoid, factor);
        }

        /** Round the ring, a place a request: by weight, though not in turns as even as those of `roundrobin`. */
        private @Nullable Server next(@Nullable Server avoid) {
            for (int tries = Math.min(ring.size(), PATIENCE); tries > 0; tries--) {
                Server server = ring.owner(place);
                place = ring.after(place);
                if (server != avoid && !server.isFull()) return server;
            }
            return Free.from(ring.servers(), 0, avoid);
        }
    }
}
