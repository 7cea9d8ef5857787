package io.hecd.discovery.store;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthenticateRequest;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one member of the cluster, and the token that etcd gave for it. It is used until it fails; then the store
 * makes another. jetcd's requests go over a channel of our own, because its builder lets nobody choose the threads; jetcd's own
 * channel never connects. Used on the store's thread.
 */
final class EtcdLink {
    /** Larger answers are refused before their body is read; etcd takes values up to 1.5 MiB. */
    static final int MAX_MESSAGE = 16 << 20;

    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> NEEDS_LEADER =
            Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

    private final URI endpoint;
    private final EtcdOptions options;
    private final ScheduledExecutorService thread;
    private final ManagedChannel channel;
    private final Client client;
    private String token = "";
    private @Nullable CompletableFuture<Void> login;
    private int users;
    private boolean retired;

    EtcdLink(
            URI endpoint,
            EtcdOptions options,
            Optional<SslContext> tls,
            EventLoopGroup loop,
            ScheduledExecutorService thread) {
        this.endpoint = endpoint;
        this.options = options;
        this.thread = thread;
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(endpoint.getHost(), endpoint.getPort())
                .eventLoopGroup(loop)
                .channelType(NioSocketChannel.class)
                .executor(thread)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.timeoutMillis())
                // The least that gRPC and etcd allow. What must be noticed sooner is asked for by EtcdWatch.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(options.timeoutMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(MAX_MESSAGE)
                .disableRetry()
                .userAgent("hecd");
        channel = (tls.isPresent() ? builder.sslContext(tls.get()) : builder.usePlaintext()).build();
        client = Client.builder()
                .target("ip:///127.0.0.1:1")
                .executorService(thread)
                .waitForReady(false)
                .retryMaxAttempts(0)
                .interceptor(new Outgoing())
                .build();
    }

    URI endpoint() {
        return endpoint;
    }

    Client client() {
        return client;
    }

    /** Calls etcd, once; a second time only with a new token when the old one was not taken. */
    <T> CompletableFuture<T> call(Function<Client, CompletableFuture<T>> request) {
        if (options.user().isEmpty()) return request.apply(client);
        CompletableFuture<Void> used = login();
        return used.thenCompose(ready -> request.apply(client)).exceptionallyCompose(failure -> {
            if (!EtcdTrouble.wantsToken(failure)) return CompletableFuture.failedFuture(failure);
            if (login == used) login = null;
            return login().thenCompose(ready -> request.apply(client));
        });
    }

    /** Somebody uses the connection; {@link #release} ends that. */
    void use() {
        users++;
    }

    void release() {
        users--;
        if (retired && users == 0) closeSoon();
    }

    /** Takes no new users and ends with the last one. */
    void retire() {
        if (retired) return;
        retired = true;
        if (users == 0) closeSoon();
    }

    boolean isClosed() {
        return channel.isShutdown();
    }

    void close() {
        retired = true;
        client.close();
        channel.shutdownNow();
    }

    /** Not at once: jetcd, in whose callback this may be, has more to do with its client. */
    private void closeSoon() {
        thread.execute(this::close);
    }

    /** The log-in that all calls share; a failed one is for those who waited for it. */
    private CompletableFuture<Void> login() {
        CompletableFuture<Void> there = login;
        if (there != null && !there.isCompletedExceptionally()) return there;
        CompletableFuture<Void> fresh = authenticate();
        login = fresh;
        return fresh;
    }

    private CompletableFuture<Void> authenticate() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        String password;
        try {
            password = options.password().get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new StoreException(
                    StoreException.Reason.DENIED, "no password for " + options.user() + ": " + e, e));
        }
        AuthenticateRequest request = AuthenticateRequest.newBuilder()
                .setName(options.user())
                .setPassword(password)
                .build();
        AuthGrpc.newStub(channel)
                .withDeadlineAfter(options.timeoutMillis(), TimeUnit.MILLISECONDS)
                .authenticate(request, new StreamObserver<>() {
                    @Override
                    public void onNext(AuthenticateResponse answer) {
                        token = answer.getToken();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        // A user may be configured before authentication is switched on.
                        if (String.valueOf(failure.getMessage()).contains("authentication is not enabled")) {
                            token = "";
                            onCompleted();
                        } else {
                            done.completeExceptionally(failure);
                        }
                    }

                    @Override
                    public void onCompleted() {
                        done.complete(null);
                    }
                });
        return done;
    }

    /** What every request gets on its way: a deadline, the token, and the wish not to be served by a member without a leader. */
    private final class Outgoing implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(
                MethodDescriptor<Q, A> method, CallOptions wanted, Channel jetcds) {
            CallOptions timed = method.getType() == MethodDescriptor.MethodType.UNARY
                    ? wanted.withDeadlineAfter(options.timeoutMillis(), TimeUnit.MILLISECONDS)
                    : wanted;
            return new ForwardingClientCall.SimpleForwardingClientCall<>(channel.newCall(method, timed)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    headers.put(NEEDS_LEADER, "true");
                    if (!token.isEmpty()) headers.put(TOKEN, token);
                    super.start(listener, headers);
                }
            };
        }
    }
}
