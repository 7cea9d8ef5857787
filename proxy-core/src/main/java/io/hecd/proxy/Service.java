package io.hecd.proxy;

import io.hecd.bytes.ByteView;
import io.hecd.config.model.ProxyConfig;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something inside this process that answers requests of a proxy in place of its servers, after its `http-request` rules: the
 * statistics page (manual 4.2, stats uri), or what such a rule names (http-request use-service). Shared by all workers.
 */
public interface Service {
    /** A request, as far as services need it. */
    record Query(String method, String target, String authorization) {}

    /** A header of an answer. */
    record Header(String name, String value) {}

    /** A whole answer but for its length. */
    record Reply(int status, List<Header> headers, byte[] body) {}

    /** Which service a proxy section has. */
    interface Services {
        Services NONE = proxy -> null;

        /** Null: none. Load time. */
        @Nullable
        Service of(ProxyConfig proxy);
    }

    /** Whether a request for this target is the service's, if no rule chose it by name. On a worker, for each request of its proxy. */
    default boolean takes(ByteView target) {
        return false;
    }

    /** Begins to answer and returns at once; `then` is called once, on any thread. */
    void answer(Query query, Consumer<Reply> then);
}
