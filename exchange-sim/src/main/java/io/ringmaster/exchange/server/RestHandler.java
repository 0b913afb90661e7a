package io.ringmaster.exchange.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.exchange.wire.RestReply;
import io.ringmaster.exchange.wire.RestRequest;
import io.ringmaster.exchange.wire.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Requests of one client, and what a bad network does to them. */
final class RestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Set<Fault> NETWORK = EnumSet.of(
        Fault.REQUEST_LOST, Fault.REQUEST_DELAYED, Fault.REQUEST_TWICE, Fault.REPLY_LOST, Fault.REPLY_RESET, Fault.REPLY_NEVER,
        Fault.REPLY_DELAYED, Fault.REPLY_GARBLED);

    private final Venue venue;

    RestHandler(final Venue venue) {
        this.venue = venue;
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final FullHttpRequest http) {
        final RestRequest request = requestOf(http);
        final boolean keepAlive = HttpUtil.isKeepAlive(http);
        final FaultRule rule = venue.faults().strike(request.endpoint(), NETWORK);
        switch (rule == null ? null : rule.fault()) {
            case REQUEST_LOST -> context.close();
            case REQUEST_DELAYED -> context.executor().schedule(
                () -> reply(context, venue.handle(request), keepAlive), rule.value(), TimeUnit.MILLISECONDS);
            case REQUEST_TWICE -> {
                venue.handle(request);
                reply(context, venue.handle(request), keepAlive);
            }
            case REPLY_LOST -> {
                venue.handle(request);
                context.close();
            }
            case REPLY_RESET -> {
                venue.handle(request);
                ((SocketChannel) context.channel()).config().setSoLinger(0);
                context.close();
            }
            case REPLY_NEVER -> venue.handle(request);
            case REPLY_DELAYED -> {
                final RestReply late = venue.handle(request);
                context.executor().schedule(() -> reply(context, late, keepAlive), rule.value(), TimeUnit.MILLISECONDS);
            }
            case REPLY_GARBLED -> reply(context, half(venue.handle(request)), keepAlive);
            case null, default -> reply(context, venue.handle(request), keepAlive);
        }
    }

    /** A client that disconnected is no failure; anything else is reported. */
    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) throws Exception {
        context.close();
        if (!(cause instanceof IOException)) {
            super.exceptionCaught(context, cause);
        }
    }

    private static RestReply half(final RestReply whole) {
        return new RestReply(whole.status(), whole.body().substring(0, whole.body().length() / 2));
    }

    private static RestRequest requestOf(final FullHttpRequest http) {
        final String uri = http.uri();
        final int query = uri.indexOf('?');
        final String body = http.content().toString(StandardCharsets.UTF_8);
        final String parameters = query < 0 ? body : uri.substring(query + 1) + body;
        final String nonce = http.headers().get("Nonce");
        return new RestRequest(
            http.method().name(), query < 0 ? uri : uri.substring(0, query),
            new RestRequest.Parameters(
                parameters, QueryStringDecoder.decodeComponent(parameters),
                QueryStringDecoder.builder().hasPath(false).build(parameters).parameters()),
            new RestRequest.Credentials(http.headers().get("APIKey"), http.headers().get("Authent"), nonce == null ? "" : nonce));
    }

    private static void reply(final ChannelHandlerContext context, final RestReply reply, final boolean keepAlive) {
        final ByteBuf body = Unpooled.copiedBuffer(reply.body(), StandardCharsets.UTF_8);
        final DefaultFullHttpResponse http =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), body);
        http.headers()
            .set(HttpHeaderNames.CONTENT_TYPE, reply.isJson() ? "application/json" : "text/html")
            .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        HttpUtil.setKeepAlive(http, keepAlive);
        if (keepAlive) {
            context.writeAndFlush(http);
        } else {
            context.writeAndFlush(http).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
