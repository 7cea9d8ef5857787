package io.hecd.balance;

import io.hecd.backend.Server;
import io.hecd.traffic.Transaction;
import org.jspecify.annotations.Nullable;

/** Picks in turn: roundrobin and static-rr, which differ in the cycle alone. */
record TurnPicker(Turns turns) implements Picker {
    @Override
    public @Nullable Server pick(Transaction transaction, @Nullable Server avoid) {
        return turns.take(avoid);
    }

    /** The turns of a worker's last picker, if it took turns. */
    static @Nullable Turns turnsOf(@Nullable Picker previous) {
        return previous instanceof TurnPicker picker ? picker.turns : null;
    }
}
