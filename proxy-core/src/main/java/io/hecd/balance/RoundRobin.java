package io.hecd.balance;

import io.hecd.backend.ServerSet;
import org.jspecify.annotations.Nullable;

/**
 * `balance roundrobin`: servers in turn by weight, smoothly (manual 4.2). A new weight makes a new cycle, which goes on
 * where the old one was. One shared counter, O(1) for a pick, whatever the number of servers.
 */
final class RoundRobin implements Algorithm {
    private final Shared<Turns> turns = new Shared<>(
            (servers, previous) -> Turns.fair(Weights.servers(servers), Weights.current(servers), previous));

    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        return new TurnPicker(turns.of(servers, TurnPicker.turnsOf(previous)));
    }
}
