package io.hecd.admin.metrics;

import io.hecd.backend.BackendControl;
import io.hecd.backend.Server;
import io.hecd.discovery.registry.Registry;
import io.hecd.discovery.registry.RegistryStatus;
import io.hecd.runtime.LoadBalancer;
import io.hecd.stats.Histogram;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What HAProxy's exporter does not have: how response times are distributed, failures that `hecd why` can tell, the JVM. */
final class OwnMetrics {
    private static final long[] BOUNDS_MICROS = {
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000
    };

    private final LoadBalancer balancer;
    private final Supplier<List<Registry>> registries;

    OwnMetrics(LoadBalancer balancer, Supplier<List<Registry>> registries) {
        this.balancer = balancer;
        this.registries = registries;
    }

    void write(Samples out) {
        times(out);
        discovery(out);
        jvm(out);
    }

    private void times(Samples out) {
        out.family(
                "hecd_server_response_time_seconds",
                "histogram",
                "seconds from the connection to the head of the response; the sum is right within six percent");
        for (BackendControl control : balancer.backends())
            for (Server server : control.servers()) {
                String labels =
                        Samples.label("proxy", control.backend().name()) + "," + Samples.label("server", server.name());
                Histogram.Snapshot times = server.responseTimes().snapshot();
                // Of ten thousand servers most are idle: a histogram begins with the first answer.
                if (times.count() > 0) histogram(labels, times, out);
            }
    }

    private static void histogram(String labels, Histogram.Snapshot times, Samples out) {
        for (long bound : BOUNDS_MICROS)
            out.sample(
                    "_bucket",
                    labels + ",le=\"" + shortest(bound) + "\"",
                    Long.toString(times.countBelowMicros(bound)));
        out.sample("_bucket", labels + ",le=\"+Inf\"", Long.toString(times.count()));
        out.sample("_sum", labels, String.format(Locale.ROOT, "%.6f", times.sumMicros() / 1e6));
        out.sample("_count", labels, Long.toString(times.count()));
    }

    private static String shortest(long micros) {
        return Double.toString(micros / 1e6);
    }

    private void discovery(Samples out) {
        List<Registry> all = registries.get();
        each(all, "hecd_registry_up", "gauge", "1 while every followed prefix is watched", s -> s.up() ? 1 : 0, out);
        each(
                all,
                "hecd_registry_from_file",
                "gauge",
                "1 while some servers still are those of the last-good file",
                s -> s.fromFile() ? 1 : 0,
                out);
        each(all, "hecd_registry_keys", "gauge", "keys that are known", RegistryStatus::keys, out);
        each(
                all,
                "hecd_registry_last_sync_timestamp_seconds",
                "gauge",
                "when a whole set was read last, 0 for never",
                s -> s.lastSyncMillis() / 1000,
                out);
        each(
                all,
                "hecd_registry_lost_events_total",
                "counter",
                "differences that a reconcile found though the watch was healthy",
                RegistryStatus::lostEvents,
                out);
    }

    private static void each(
            List<Registry> all,
            String name,
            String type,
            String help,
            ToLongFunction<RegistryStatus> value,
            Samples out) {
        out.family(name, type, help);
        for (Registry registry : all)
            out.sample(Samples.label("registry", registry.name()), value.applyAsLong(registry.status()));
    }

    private static void jvm(Samples out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        out.family("hecd_jvm_memory_used_bytes", "gauge", "memory of the JVM in use");
        out.sample("area=\"heap\"", heap.getUsed());
        out.sample("area=\"nonheap\"", other.getUsed());
        out.family("hecd_jvm_memory_committed_bytes", "gauge", "memory that the JVM has taken from the system");
        out.sample("area=\"heap\"", heap.getCommitted());
        out.sample("area=\"nonheap\"", other.getCommitted());
        out.family("hecd_jvm_memory_max_bytes", "gauge", "limit of the heap");
        out.sample("area=\"heap\"", heap.getMax());
        out.family(
                "hecd_jvm_buffer_memory_used_bytes", "gauge", "memory outside the heap that the JVM's own buffers use");
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class))
            out.sample(Samples.label("pool", pool.getName()), pool.getMemoryUsed());
        out.family("hecd_jvm_gc_collections_total", "counter", "garbage collections");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans())
            out.sample(Samples.label("gc", gc.getName()), Math.max(0, gc.getCollectionCount()));
        out.family("hecd_jvm_gc_seconds_total", "counter", "seconds spent in garbage collections");
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans())
            out.sample(Samples.label("gc", gc.getName()), Samples.seconds(Math.max(0, gc.getCollectionTime())));
        out.family("hecd_jvm_threads", "gauge", "threads of the JVM");
        out.sample("", ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
