-- wrk prints what compare and soak read: one line, after the word REPORT.
function done(summary, latency, requests)
    local e = summary.errors
    io.write(string.format("REPORT %d %d %d %d %d %d %.0f %.0f %.0f %.0f %.0f\n", summary.requests, summary.duration,
        e.connect + e.read + e.write, e.status, e.timeout, summary.bytes,
        latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max, latency.mean))
end
