package io.hecd.runtime;

import io.hecd.backend.BackendControl;
import io.hecd.config.model.ProxyConfig;
import io.hecd.listener.Listener;
import io.hecd.proxy.Frontend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy section with what is alive of it at one moment, for whoever shows or counts it: a `frontend` has no backend, a
 * `backend` has no frontend, a `listen` section has both.
 *
 * @param listeners open listeners in the order of the `bind` lines
 */
public record Proxy(
        ProxyConfig config,
        @Nullable Frontend frontend,
        @Nullable BackendControl backend,
        List<Listener> listeners) {}
