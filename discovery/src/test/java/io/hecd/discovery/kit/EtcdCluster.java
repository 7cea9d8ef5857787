package io.hecd.discovery.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Several nodes that are one cluster. */
public final class EtcdCluster implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final List<Etcd> nodes;

    private EtcdCluster(List<Etcd> nodes) {
        this.nodes = nodes;
    }

    /** A cluster of `size` nodes, all of which answer. */
    public static EtcdCluster start(int size) {
        List<Etcd> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) nodes.add(new Etcd("n" + i, Etcd.with()));
        String members =
                nodes.stream().map(node -> node.name() + "=" + node.peerUrl()).collect(Collectors.joining(","));
        EtcdCluster cluster = new EtcdCluster(List.copyOf(nodes));
        try {
            for (Etcd node : nodes) node.boot(members, "hecd");
            for (Etcd node : nodes) node.awaitHealth();
        } catch (AssertionError e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    public List<Etcd> nodes() {
        return nodes;
    }

    public Etcd node(int index) {
        return nodes.get(index);
    }

    /** For clients, in the order of {@link #nodes}. */
    public String[] urls() {
        return nodes.stream().map(Etcd::url).toArray(String[]::new);
    }

    /** Who leads; waits for an election. */
    public Etcd leader() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            for (Etcd node : nodes) if (node.isLeader()) return node;
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("no leader:\n" + nodes.get(0).log());
    }

    /** All of them at once, as a power cut would. */
    public void killAll() {
        nodes.forEach(Etcd::kill);
    }

    /** Again with what they had, all at once: none is healthy alone. */
    public void restartAll() {
        nodes.forEach(Etcd::launch);
        nodes.forEach(Etcd::awaitHealth);
    }

    @Override
    public void close() {
        for (Etcd node : nodes) node.close();
    }
}
