package io.hecd.admin.metrics;

import io.hecd.admin.stats.Column;

/** A metric of HAProxy's exporter and the column that tells its value: one row of {@link Families}. */
record Family(String name, boolean counter, Column column, Form form) {
    /** How a cell becomes samples. */
    enum Form {
        NUMBER,
        /** Milliseconds, shown in seconds. */
        SECONDS,
        /** One sample for each state, 1 for the one it is in. */
        STATE,
        /** One sample for each class of statuses. */
        CODES,
        /** One sample for each result of a check. */
        CHECK,
        /** How many servers of a backend are in each state. */
        STATES_OF_SERVERS,
        /** How many servers of a backend have each result. */
        CHECKS_OF_SERVERS
    }

    /** What only proxies in mode http have. */
    boolean isOfHttp() {
        return name.startsWith("http_") || name.startsWith("intercepted_");
    }

    /** Where nothing is checked, there are no samples; other cells that do not apply are NaN. */
    boolean isOfCheck() {
        return name.equals("check_status") || name.equals("check_code") || name.equals("check_duration_seconds");
    }

    String type() {
        return counter ? "counter" : "gauge";
    }
}
