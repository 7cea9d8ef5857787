package io.hecd.discovery.store;

import io.etcd.jetcd.Response;

/**
 * How far the cluster's history has been seen, to notice when it is another one: a cluster restored from a copy goes on
 * from a lower revision without a word, and may keep its id. Used on the store's thread.
 */
final class EtcdHistory {
    /** The newest that had been seen at some moment; `turn` counts the histories. */
    record Mark(int turn, long cluster, long revision, long term) {}

    private Mark newest = new Mark(0, 0, 0, 0);

    /** To be kept while a question is under way: its answer must not lie before it. */
    Mark mark() {
        return newest;
    }

    /** Which history it is: the cluster's id, and for a second one under the same store its number. */
    String name() {
        String id = Long.toHexString(newest.cluster);
        return newest.turn == 0 ? id : id + "." + newest.turn;
    }

    /**
     * Takes a linearizable answer in. True if it shows another history than the one known when it was asked for:
     * neither revision nor Raft's term go back within one.
     */
    boolean restarted(Mark asked, Response.Header answer) {
        if (asked.turn != newest.turn) return false;
        boolean other = asked.cluster != 0
                && (answer.getClusterId() != asked.cluster
                        || answer.getRevision() < asked.revision
                        || answer.getRaftTerm() < asked.term);
        newest = other || newest.cluster == 0
                ? new Mark(
                        other ? newest.turn + 1 : 0, answer.getClusterId(), answer.getRevision(), answer.getRaftTerm())
                : new Mark(
                        newest.turn,
                        newest.cluster,
                        Math.max(newest.revision, answer.getRevision()),
                        Math.max(newest.term, answer.getRaftTerm()));
        return other;
    }
}
