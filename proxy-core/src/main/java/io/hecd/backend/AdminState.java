package io.hecd.backend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Bits of a server's administrative state, as `show servers state` writes them (management 9.3). */
public final class AdminState {
    public static final int FORCED_MAINT = 1;
    public static final int INHERITED_MAINT = 2;
    public static final int CONFIG_MAINT = 4;
    public static final int FORCED_DRAIN = 8;
    public static final int INHERITED_DRAIN = 16;
    public static final int RESOLUTION_MAINT = 32;
    public static final int MAINT = FORCED_MAINT | INHERITED_MAINT | CONFIG_MAINT | RESOLUTION_MAINT;
    public static final int DRAIN = FORCED_DRAIN | INHERITED_DRAIN;

    private AdminState() {}

    /** The bit of a server whose address is a name that nobody could resolve. */
    static int resolution(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.isUnresolved() ? RESOLUTION_MAINT : 0;
    }
}
