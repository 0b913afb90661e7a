package io.ringmaster.exchange.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.ringmaster.exchange.wire.FeedSession;
import io.ringmaster.exchange.wire.FeedSocket;
import io.ringmaster.exchange.wire.Venue;

/** One client of the feeds. */
final class FeedHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    static final String DERIVATIVES = "/ws/v1";
    static final String SPOT = "/v2";

    /** A client that does not read is cut off before what it left unread fills the memory. */
    private static final int LARGEST_BACKLOG = 8 << 20;

    private final Venue venue;
    private FeedSession session;
    private boolean isSpot;

    FeedHandler(final Venue venue) {
        this.venue = venue;
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) throws Exception {
        if (event instanceof final WebSocketServerProtocolHandler.HandshakeComplete handshake) {
            isSpot = handshake.requestUri().startsWith(SPOT);
            session = isSpot ? venue.openSpot(socket(context.channel())) : venue.open(socket(context.channel()));
        }
        super.userEventTriggered(context, event);
    }

    private static FeedSocket socket(final Channel channel) {
        return new FeedSocket() {
            @Override
            public void send(final String text) {
                if (channel.unsafe().outboundBuffer() != null && channel.unsafe().outboundBuffer().totalPendingWriteBytes() > LARGEST_BACKLOG) {
                    channel.close();
                } else {
                    channel.writeAndFlush(new TextWebSocketFrame(text));
                }
            }

            @Override
            public void close() {
                channel.close();
            }
        };
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final TextWebSocketFrame frame) {
        if (isSpot) {
            venue.onSpotText(session, frame.text());
        } else {
            venue.onText(session, frame.text());
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) throws Exception {
        if (session != null && isSpot) {
            venue.closedSpot(session);
        } else if (session != null) {
            venue.closed(session);
        }
        super.channelInactive(context);
    }
}
