package io.hecd.discovery.registry;

/**
 * What is known of a registry at one moment, for pages, metrics and logs.
 *
 * @param up whether every followed prefix is being watched
 * @param fromFile whether some set still is the one of the file
 * @param lastSyncMillis wall-clock milliseconds when a whole set was read last, 0 for never
 * @param trouble the last failure in a sentence, empty while up
 * @param lostEvents differences that a reconcile found though the watch was healthy
 */
public record RegistryStatus(
        boolean up,
        boolean fromFile,
        String cluster,
        long revision,
        long lastSyncMillis,
        int keys,
        String trouble,
        long lostEvents) {}
