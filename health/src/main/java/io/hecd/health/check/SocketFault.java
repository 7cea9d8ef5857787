package io.hecd.health.check;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.List;
import java.util.Locale;

/** What the kernel said about a connection, in its own words, whichever way Java put them. */
final class SocketFault {
    private static final String OUT_OF_DESCRIPTORS = "Too many open files";
    private static final List<String> KNOWN = List.of(
            "Connection refused",
            "Connection reset by peer",
            "Connection timed out",
            "No route to host",
            "Network is unreachable",
            "Host is unreachable",
            "Broken pipe",
            "No such file or directory",
            "Permission denied",
            "Operation not permitted",
            "Invalid argument",
            "Cannot assign requested address",
            OUT_OF_DESCRIPTORS,
            "Resource temporarily unavailable");

    private SocketFault() {}

    static String words(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        for (String known : KNOWN) if (lower.contains(known.toLowerCase(Locale.ROOT))) return known;
        if (lower.contains("connection reset")) return "Connection reset by peer";
        if (cause instanceof NoRouteToHostException) return "No route to host";
        if (cause instanceof ConnectException && lower.contains("timed out")) return "Connection timed out";
        return message;
    }

    /** A connection that could not be made. What fails before a packet leaves is told as a general error. */
    static CheckResult connecting(Throwable cause, String where) {
        String words = words(cause);
        return switch (words) {
            case "Connection refused", "Connection timed out", "No route to host", "Connection reset by peer" ->
                new CheckResult(CheckStatus.L4CON, words + where);
            case "Network is unreachable", "Host is unreachable" ->
                new CheckResult(CheckStatus.L4CON, "General socket error (" + words + ")" + where);
            // Our own need says nothing about the server: taken for a failure, it would take all servers down at once.
            case OUT_OF_DESCRIPTORS -> new CheckResult(CheckStatus.UNK, words + where);
            default -> new CheckResult(CheckStatus.SOCKERR, "General socket error (" + words + ")" + where);
        };
    }
}
