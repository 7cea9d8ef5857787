package io.hecd.balance;

import io.hecd.backend.ServerSet;
import org.jspecify.annotations.Nullable;

/** `balance static-rr`: servers in turn by the weights of the configuration, which do not change while running (manual 4.2). */
final class StaticRoundRobin implements Algorithm {
    private final Shared<Turns> turns = new Shared<>(
            (servers, previous) -> Turns.fixed(Weights.servers(servers), Weights.configured(servers), previous));

    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        return new TurnPicker(turns.of(servers, TurnPicker.turnsOf(previous)));
    }
}
