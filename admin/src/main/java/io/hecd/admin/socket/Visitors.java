package io.hecd.admin.socket;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is connected to the runtime sockets: never more than `stats maxconn` (configuration 3.1); whoever comes then waits in
 * the kernel. Confined to the socket loop.
 */
final class Visitors {
    private final List<Channel> doors = new ArrayList<>();
    private final Set<Channel> inside = new HashSet<>();
    private int most;

    Visitors(int most) {
        this.most = most;
    }

    void limit(int most) {
        this.most = most;
        openOrShut();
    }

    void add(Channel door) {
        doors.add(door);
        openOrShut();
    }

    void remove(Channel door) {
        doors.remove(door);
    }

    void entered(Channel visitor) {
        inside.add(visitor);
        openOrShut();
    }

    void left(Channel visitor) {
        inside.remove(visitor);
        openOrShut();
    }

    void sendAway() {
        for (Channel visitor : List.copyOf(inside)) visitor.close();
    }

    private void openOrShut() {
        boolean open = inside.size() < most;
        for (Channel door : doors)
            if (door.config().isAutoRead() != open) door.config().setAutoRead(open);
    }
}
