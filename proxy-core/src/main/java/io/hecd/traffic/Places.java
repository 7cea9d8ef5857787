package io.hecd.traffic;

/**
 * The names and counts that stand in a log line for one exchange: frontend, listener, backend, server, and how many
 * connections each had when it ended. All bytes are constants of the configuration. A reused cell; confined to its worker.
 */
public final class Places {
    public static final byte[] NO_SERVER = io.hecd.bytes.Ascii.bytes("<NOSRV>");
    public static final byte[] STATS_OR_LOCAL = io.hecd.bytes.Ascii.bytes("<STATS>");

    private static final byte[] NOTHING = {};

    public byte[] frontend = NOTHING;
    public byte[] listener = NOTHING;
    /** The frontend's own name until a backend is chosen. */
    public byte[] backend = NOTHING;

    public byte[] server = NO_SERVER;
    /** The frontend's number (manual 4.2, id). */
    public int frontendId;

    public boolean tls;

    public int processConnections;
    public int frontendConnections;
    public int backendConnections;
    public int serverConnections;

    public void clear() {
        frontend = listener = backend = NOTHING;
        server = NO_SERVER;
        frontendId = 0;
        tls = false;
        processConnections = frontendConnections = backendConnections = serverConnections = 0;
    }
}
