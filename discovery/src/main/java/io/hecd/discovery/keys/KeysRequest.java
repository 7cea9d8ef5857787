package io.hecd.discovery.keys;

import java.util.Optional;

/**
 * A request for `/v2/keys`, its fields read and checked in etcd's order.
 *
 * @param ttlMillis empty for no `ttl`
 * @param prevValue empty when it does not matter
 * @param prevIndex 0 when it does not matter
 */
record KeysRequest(
        String method,
        KeyPath path,
        String value,
        boolean dir,
        boolean recursive,
        boolean waits,
        boolean stream,
        long waitIndex,
        Optional<Long> ttlMillis,
        boolean refresh,
        Optional<Boolean> prevExist,
        String prevValue,
        long prevIndex,
        boolean silent) {

    /** @param path decoded, without `/v2/keys` */
    static KeysRequest of(String method, String path, Form form) {
        KeyPath key = KeyPath.of(path);
        long prevIndex = form.number("prevIndex", KeysError.Code.INDEX_NOT_A_NUMBER);
        long waitIndex = form.number("waitIndex", KeysError.Code.INDEX_NOT_A_NUMBER);
        boolean recursive = form.flag("recursive");
        form.flag("sorted");
        boolean wait = form.flag("wait");
        boolean dir = form.flag("dir");
        form.flag("quorum");
        boolean stream = form.flag("stream");
        if (wait && !method.equals("GET"))
            throw new KeysError(KeysError.Code.INVALID_FIELD, "\"wait\" can only be used with GET requests");
        if (form.has("prevValue") && form.text("prevValue").isEmpty())
            throw new KeysError(KeysError.Code.PREV_VALUE_REQUIRED, "\"prevValue\" cannot be empty");
        boolean silent = form.flag("noValueOnSuccess");
        Optional<Long> ttl = form.text("ttl").isEmpty()
                ? Optional.empty()
                : Optional.of(millis(form.number("ttl", KeysError.Code.TTL_NOT_A_NUMBER)));
        Optional<Boolean> prevExist = form.flag("prevExist", "prevExist");
        boolean refresh = form.flag("refresh", "refresh").orElse(false);
        if (refresh && !form.text("value").isEmpty())
            throw new KeysError(KeysError.Code.REFRESH_VALUE, "A value was provided on a refresh");
        if (refresh && ttl.isEmpty()) throw new KeysError(KeysError.Code.REFRESH_TTL_REQUIRED, "No TTL value set");
        return new KeysRequest(
                method,
                key,
                form.text("value"),
                dir,
                recursive,
                wait,
                stream,
                waitIndex,
                ttl,
                refresh,
                prevExist,
                form.text("prevValue"),
                prevIndex,
                silent);
    }

    boolean compares() {
        return prevIndex != 0 || !prevValue.isEmpty();
    }

    /** What a store takes: 0 is for ever there, but `ttl=0` is over at once. Longer than 50 years is 50 years. */
    private static long millis(long seconds) {
        long longest = 50L * 365 * 24 * 3600;
        long most = Long.compareUnsigned(seconds, longest) > 0 ? longest : seconds;
        return Math.max(1, most * 1000);
    }
}
