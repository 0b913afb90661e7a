package io.ringmaster.gateway.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.FeedWire;
import java.net.URI;
import javax.net.ssl.SSLException;

/** A WebSocket on Netty's event loop, which is the one thread of everything that hangs on it. TLS is verified by the JDK, host name included. */
final class NettyWire implements FeedWire {

    /** A full book of a busy market has some hundred kilobytes. */
    private static final int LARGEST_MESSAGE = 4 << 20;
    private static final int CONNECT_MS = 5_000;
    private static final int TLS_PORT = 443;
    private static final int LARGEST_REPLY = 1 << 16;

    private final URI uri;
    private final EventLoop loop;
    private final SslContext tls;
    private FeedConnection connection;
    private FrameTaker taker;
    private Channel channel;
    private byte[] bytes = new byte[1 << 16];

    NettyWire(final URI uri, final EventLoop loop) {
        this.uri = uri;
        this.loop = loop;
        tls = uri.getScheme().equals("wss") ? clientTls() : null;
    }

    private static SslContext clientTls() {
        try {
            return SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").protocols("TLSv1.3", "TLSv1.2").build();
        } catch (final SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Sets the owner of the connection and the reader of its messages, before it connects. */
    void tell(final FeedConnection newConnection, final FrameTaker newTaker) {
        connection = newConnection;
        taker = newTaker;
    }

    @Override
    public void connect() {
        final int port = uri.getPort() > 0 ? uri.getPort() : TLS_PORT;
        channel = new Bootstrap().group(loop).channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel socket) {
                    if (tls != null) {
                        socket.pipeline().addLast(tls.newHandler(socket.alloc(), uri.getHost(), port));
                    }
                    socket.pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_REPLY))
                        .addLast(new WebSocketClientProtocolHandler(
                            uri, WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), LARGEST_MESSAGE, false))
                        .addLast(new WebSocketFrameAggregator(LARGEST_MESSAGE))
                        .addLast(new Frames());
                }
            })
            .connect(uri.getHost(), port)
            .addListener(done -> {
                if (!done.isSuccess()) {
                    connection.onClosed(uri + ": " + done.cause().getMessage());
                }
            }).channel();
    }

    @Override
    public void send(final String text) {
        if (channel != null) {
            channel.writeAndFlush(new TextWebSocketFrame(text));
        }
    }

    @Override
    public void ping() {
        if (channel != null) {
            channel.writeAndFlush(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER));
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
    }

    private void take(final ByteBuf content) {
        final int length = content.readableBytes();
        if (content.hasArray()) {
            taker.onFrame(content.array(), content.arrayOffset() + content.readerIndex(), length);
            return;
        }
        if (bytes.length < length) {
            bytes = new byte[Math.min(LARGEST_MESSAGE, Integer.highestOneBit(length) << 1)];
        }
        content.getBytes(content.readerIndex(), bytes, 0, length);
        taker.onFrame(bytes, 0, length);
    }

    /** Messages of one connection; those of an old connection are ignored. */
    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        public void userEventTriggered(final ChannelHandlerContext context, final Object event) throws Exception {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE && context.channel() == channel) {
                connection.onConnected();
            }
            super.userEventTriggered(context, event);
        }

        @Override
        protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame) {
            if (context.channel() == channel) {
                connection.onHeard();
                if (frame instanceof TextWebSocketFrame) {
                    take(frame.content());
                } else if (frame instanceof final CloseWebSocketFrame end) {
                    onClose(context, end);
                } else if (frame instanceof PingWebSocketFrame) {
                    context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
                }
            }
        }

        /** The venue closes the connection: answers, and expects no more messages. */
        private void onClose(final ChannelHandlerContext context, final CloseWebSocketFrame end) {
            final String why = uri + " closed it: " + end.statusCode() + " " + end.reasonText();
            channel = null;
            context.writeAndFlush(end.retain()).addListener(ChannelFutureListener.CLOSE);
            connection.onClosed(why);
        }

        @Override
        public void channelInactive(final ChannelHandlerContext context) throws Exception {
            if (context.channel() == channel) {
                connection.onClosed(uri + " closed it");
            }
            super.channelInactive(context);
        }

        @Override
        public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause) {
            if (context.channel() == channel) {
                connection.onAlert("(our side) " + cause);
            }
            context.close();
        }
    }
}
