package io.hecd.admin.metrics;

import io.hecd.admin.stats.ProcessTable;
import io.hecd.admin.stats.ProcessTable.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of HAProxy's exporter about the process, in its order, each with the line of `show info` that tells it. */
final class ProcessMetrics {
    private record Metric(String name, boolean counter, String field) {}

    private static final List<Metric> ALL = List.of(
            gauge("nbthread", "Nbthread"),
            gauge("nbproc", "Nbproc"),
            gauge("relative_process_id", "Process_num"),
            gauge("uptime_seconds", "Uptime_sec"),
            counter("pool_failures_total", "PoolFailed"),
            gauge("max_fds", "Ulimit-n"),
            gauge("max_sockets", "Maxsock"),
            gauge("max_connections", "Maxconn"),
            gauge("hard_max_connections", "Hard_maxconn"),
            gauge("current_connections", "CurrConns"),
            counter("connections_total", "CumConns"),
            counter("requests_total", "CumReq"),
            gauge("max_ssl_connections", "MaxSslConns"),
            gauge("current_ssl_connections", "CurrSslConns"),
            counter("ssl_connections_total", "CumSslConns"),
            gauge("max_pipes", "Maxpipes"),
            counter("pipes_used_total", "PipesUsed"),
            counter("pipes_free_total", "PipesFree"),
            gauge("current_connection_rate", "ConnRate"),
            gauge("limit_connection_rate", "ConnRateLimit"),
            gauge("max_connection_rate", "MaxConnRate"),
            gauge("current_session_rate", "SessRate"),
            gauge("limit_session_rate", "SessRateLimit"),
            gauge("max_session_rate", "MaxSessRate"),
            gauge("current_ssl_rate", "SslRate"),
            gauge("limit_ssl_rate", "SslRateLimit"),
            gauge("max_ssl_rate", "MaxSslRate"),
            gauge("current_frontend_ssl_key_rate", "SslFrontendKeyRate"),
            gauge("max_frontend_ssl_key_rate", "SslFrontendMaxKeyRate"),
            gauge("frontend_ssl_reuse", "SslFrontendSessionReuse_pct"),
            gauge("current_backend_ssl_key_rate", "SslBackendKeyRate"),
            gauge("max_backend_ssl_key_rate", "SslBackendMaxKeyRate"),
            counter("ssl_cache_lookups_total", "SslCacheLookups"),
            counter("ssl_cache_misses_total", "SslCacheMisses"),
            counter("http_comp_bytes_in_total", "CompressBpsIn"),
            counter("http_comp_bytes_out_total", "CompressBpsOut"),
            gauge("limit_http_comp", "CompressBpsRateLim"),
            gauge("current_zlib_memory", "ZlibMemUsage"),
            gauge("max_zlib_memory", "MaxZlibMemUsage"),
            gauge("current_tasks", "Tasks"),
            gauge("current_run_queue", "Run_queue"),
            gauge("idle_time_percent", "Idle_pct"),
            gauge("stopping", "Stopping"),
            gauge("jobs", "Jobs"),
            gauge("unstoppable_jobs", "Unstoppable Jobs"),
            gauge("listeners", "Listeners"),
            gauge("active_peers", "ActivePeers"),
            gauge("connected_peers", "ConnectedPeers"),
            counter("dropped_logs_total", "DroppedLogs"),
            gauge("busy_polling_enabled", "BusyPolling"),
            counter("failed_resolutions", "FailedResolutions"),
            counter("bytes_out_total", "TotalBytesOut"),
            counter("spliced_bytes_out_total", "TotalSplicdedBytesOut"),
            gauge("bytes_out_rate", "BytesOutRate"),
            counter("recv_logs_total", "CumRecvLogs"),
            gauge("build_info", "Version"),
            gauge("max_memory_bytes", "Memmax_bytes"),
            gauge("pool_allocated_bytes", "PoolAlloc_bytes"),
            gauge("pool_used_bytes", "PoolUsed_bytes"),
            gauge("start_time_seconds", "Start_time_sec"));

    private final ProcessTable info;

    ProcessMetrics(ProcessTable info) {
        this.info = info;
    }

    private static Metric gauge(String name, String field) {
        return new Metric(name, false, field);
    }

    private static Metric counter(String name, String field) {
        return new Metric(name, true, field);
    }

    void write(Samples out) {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : info.fields()) fields.put(field.name(), field);
        for (Metric metric : ALL) {
            Field field = fields.get(metric.field);
            String help = field == null ? "not kept: hecd uses no zlib" : field.description();
            out.family("haproxy_process_" + metric.name, metric.counter ? "counter" : "gauge", help);
            if (metric.name.equals("build_info") && field != null)
                out.sample(Samples.label("version", field.value()), 1);
            else out.sample("", field == null ? "NaN" : field.value());
        }
    }
}
