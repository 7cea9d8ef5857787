package io.hecd.log;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;

/**
 * Who writes log lines: what stands in syslog headers and in %H, %pid.
 *
 * @param hostName the machine's name (%H)
 * @param sentHostName what `log-send-hostname` puts into headers, "" without it
 * @param tag the global `log-tag`
 * @param zone the time zone of local dates
 */
public record LogIdentity(String hostName, String sentHostName, String tag, long pid, ZoneId zone) {
    /** This process; for loading time, since it may ask the resolver for the host name. */
    public static LogIdentity ofProcess(String sentHostName, String tag) {
        return new LogIdentity(
                hostNameNow(), sentHostName, tag, ProcessHandle.current().pid(), ZoneId.systemDefault());
    }

    private static String hostNameNow() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isEmpty()) return name;
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
