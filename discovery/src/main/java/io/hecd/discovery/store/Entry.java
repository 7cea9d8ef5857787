package io.hecd.discovery.store;

/**
 * A key and its value at one revision.
 *
 * @param key as written, with its leading `/`; a key that ends with `/` marks a directory that may be empty
 * @param created the revision that created it
 * @param modified the revision that wrote it last
 * @param expiresAtMillis wall-clock milliseconds when it goes away by itself, 0 for never; of etcd's leases an estimate,
 *     and 0 too in an event about somebody else's lease
 */
public record Entry(String key, String value, long created, long modified, long expiresAtMillis) {}
