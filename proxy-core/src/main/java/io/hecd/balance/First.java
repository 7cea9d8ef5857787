package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.backend.ServerSet;
import io.hecd.traffic.Transaction;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** `balance first`: the server with the lowest id that has a free slot, so that the others can be switched off (manual 4.2). */
final class First implements Algorithm {
    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        Server[] byId = Weights.servers(servers);
        Arrays.sort(byId, Comparator.comparingInt(Server::id));
        return new FirstPicker(byId);
    }

    private static final class FirstPicker implements Picker {
        private final Server[] byId;

        FirstPicker(Server[] byId) {
            this.byId = byId;
        }

        @Override
        public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
            return Free.from(byId, 0, avoid);
        }
    }
}
