package io.hecd.discovery.store;

import java.util.List;

/**
 * All keys below a prefix at one revision, in the order of their bytes.
 *
 * @param cluster which history the revision belongs to: revisions of two clusters say nothing about each other
 */
public record Snapshot(String cluster, long revision, List<Entry> entries) {}
