package io.ringmaster.exchange.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** Lets a connection become a WebSocket on the path its first request names, if feeds are served there. */
final class FeedPath extends ChannelInboundHandlerAdapter {

    private final int largestFrame;

    FeedPath(final int largestFrame) {
        this.largestFrame = largestFrame;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message) {
        final String path = message instanceof final FullHttpRequest request ? feedPath(request.uri()) : "";
        if (!path.isEmpty()) {
            context.pipeline().addAfter(context.name(), null, new WebSocketServerProtocolHandler(path, null, false, largestFrame));
        }
        context.fireChannelRead(message);
        if (!path.isEmpty()) {
            context.pipeline().remove(this);
        }
    }

    private static String feedPath(final String uri) {
        return uri.equals(FeedHandler.DERIVATIVES) || uri.equals(FeedHandler.SPOT) ? uri : "";
    }
}
