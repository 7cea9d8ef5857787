package io.hecd.balance;

import io.hecd.backend.ServerSet;
import org.jspecify.annotations.Nullable;

/** The hashing algorithms (manual 4.2, balance source, uri, url_param, hdr): what is hashed, and how a hash becomes a server. */
final class Hashed implements Algorithm {
    private final Key key;
    private final Placement placement;

    Hashed(Key key, Placement placement) {
        this.key = key;
        this.placement = placement;
    }

    @Override
    public Picker picker(ServerSet servers, @Nullable Picker previous) {
        return placement.picker(key, servers, previous);
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public boolean needsHttp() {
        return key.needsHttp();
    }
}
