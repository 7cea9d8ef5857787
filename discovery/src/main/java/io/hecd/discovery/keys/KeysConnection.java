package io.hecd.discovery.keys;

import io.hecd.time.Timer;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: one request at a time, in their order. Its one timer closes it when the client does nothing, and
 * answers for a store that does not. Confined to the loop.
 */
final class KeysConnection extends ChannelInboundHandlerAdapter implements Journal.Waiter {
    private static final Logger LOG = LoggerFactory.getLogger(KeysConnection.class);
    /** Requests sent before the answer to the one before, and their bodies; more and the connection is closed. */
    private static final int AHEAD = 16;

    private static final int AHEAD_BYTES = 64 << 10;
    /** Events of a stream that the client has not taken. */
    private static final int UNSENT_BYTES = 1 << 20;

    private final KeysApi api;
    private final Channel channel;
    private final ArrayDeque<FullHttpRequest> ahead = new ArrayDeque<>();
    private int aheadBytes;
    private boolean busy;
    private boolean sending;
    private boolean keepAlive;
    /** HTTP/1.0: no chunks, the end of the connection ends what is sent bit by bit. */
    private boolean old;

    private boolean head;
    /** Counts requests, so that an answer that comes too late is known as one. */
    private long turn;

    private Optional<KeysRequest> waiting = Optional.empty();
    private Runnable leave = () -> {};

    private final Timer timer = new Timer() {
        @Override
        protected void expired() {
            if (busy && !sending && waiting.isEmpty())
                answer(Answer.error(new KeysError(KeysError.Code.INTERNAL, "etcdserver: request timed out")));
            else channel.close();
        }
    };

    KeysConnection(KeysApi api, Channel channel) {
        this.api = api;
        this.channel = channel;
        rest();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        int more = busy ? request.content().readableBytes() : 0;
        if (ahead.size() == AHEAD || aheadBytes + more > AHEAD_BYTES) {
            request.release();
            channel.close();
            return;
        }
        aheadBytes += more;
        ahead.add(request);
        next();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        turn++;
        leave.run();
        api.timers().forget(timer);
        for (FullHttpRequest request; (request = ahead.poll()) != null; ) request.release();
        api.left(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection of {}: {}", channel.remoteAddress(), cause.toString());
        context.close();
    }

    private void next() {
        if (busy) return;
        FullHttpRequest request = ahead.poll();
        if (request == null) return;
        if (ahead.isEmpty()) aheadBytes = 0;
        busy = true;
        long mine = ++turn;
        head = request.method().equals(HttpMethod.HEAD);
        old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        api.timers().in(timer, api.options().answerMillis());
        try {
            if (request.decoderResult().isFailure()) {
                answer(Answer.plain(400, "400 Bad Request"));
                return;
            }
            api.routes().reply(request, caller()).whenComplete((reply, failure) -> {
                if (mine != turn || !busy) return;
                if (failure != null) answer(Routes.failed(failure));
                else if (reply instanceof Routes.Later later) begin(later);
                else if (reply instanceof Routes.Now now) answer(now.answer());
            });
        } catch (RuntimeException e) {
            answer(Routes.failed(e));
        } finally {
            request.release();
        }
    }

    private void answer(Answer answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : ByteBufUtil.writeUtf8(channel.alloc(), answer.body()));
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        response.headers().set("Content-Length", ByteBufUtil.utf8Bytes(answer.body()));
        send(response);
    }

    private void begin(Routes.Later later) {
        KeysRequest request = later.request();
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        Answer.key(200, later.index(), "")
                .headers()
                .forEach((name, value) -> response.headers().set(name, value));
        keepAlive &= !old;
        HttpUtil.setTransferEncodingChunked(response, !old);
        fields(response);
        channel.writeAndFlush(response);
        waiting = Optional.of(request);
        api.timers().cancel(timer);
        long since = request.waitIndex() == 0 ? later.index() + 1 : request.waitIndex();
        leave = api.journal().await(request.path(), request.recursive(), since, this);
        if (waiting.isEmpty()) leave = () -> {};
    }

    @Override
    public boolean tell(Fact fact) {
        if (waiting.isEmpty()) return false;
        String json = fact.json(api.options().clock().wallMillis());
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)));
        boolean more = waiting.get().stream() && channel.bytesBeforeWritable() < UNSENT_BYTES;
        if (!more) end();
        return more;
    }

    @Override
    public void cleared() {
        // The head is sent; an answer that breaks off is the only sign left.
        channel.close();
    }

    private void end() {
        waiting = Optional.empty();
        sent(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    private void send(FullHttpResponse response) {
        fields(response);
        sent(channel.writeAndFlush(response));
    }

    private void sent(ChannelFuture written) {
        turn++;
        sending = true;
        rest();
        if (!keepAlive) written.addListener(ChannelFutureListener.CLOSE);
        written.addListener(done -> {
            if (!done.isSuccess() || !channel.isActive()) return;
            busy = false;
            sending = false;
            rest();
            next();
        });
    }

    private void rest() {
        api.timers().in(timer, api.options().idleMillis());
    }

    private void fields(HttpMessage response) {
        String cluster = api.space().cluster();
        if (response.headers().contains("X-Etcd-Index") && !cluster.isEmpty())
            response.headers().set("X-Etcd-Cluster-Id", cluster);
        response.headers().set("X-Content-Type-Options", "nosniff");
        response.headers()
                .set(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.ofEpochMilli(api.options().clock().wallMillis())
                                        .atZone(ZoneOffset.UTC)));
        if (!keepAlive) response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }

    private Caller caller() {
        return new Caller(
                ((InetSocketAddress) channel.remoteAddress()).getAddress(),
                (InetSocketAddress) channel.localAddress(),
                api.options().tls().isPresent());
    }
}
