package io.ringmaster.exchange.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.wire.Venue;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A {@link Venue} on a port of loopback: REST under {@code /derivatives/api/v3/}, feeds under {@code /ws/v1}, those of Spot under
 * {@code /v2}. One thread serves the
 * sockets, plays the market and moves the venue's clock, so that nothing of it is shared.
 */
public final class WireServer implements AutoCloseable {

    private static final int LARGEST_REQUEST = 1 << 16;
    private static final int LARGEST_LINE = 1 << 14;
    private static final int STEP_MS = 5;

    private final Venue venue;
    private final MarketDataSource market;
    private final LongUnaryOperator dueNs;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
    private Channel channel;
    private int length;
    private long firstEventNs;
    private long startNs;
    private volatile Throwable failure;

    /**
     * @param market played from now on; a market that ends stands still
     * @param speed  how many times as fast as it was
     */
    public WireServer(final Venue venue, final MarketDataSource market, final double speed) {
        this(venue, market, elapsedNs -> (long) (elapsedNs * speed));
    }

    private WireServer(final Venue venue, final MarketDataSource market, final LongUnaryOperator dueNs) {
        this.venue = venue;
        this.market = market;
        this.dueNs = dueNs;
    }

    /**
     * A venue whose market goes with a clock that may change its speed.
     *
     * @param clockNs begins at the market's first event
     */
    public static WireServer byClock(final Venue venue, final MarketDataSource market, final LongSupplier clockNs) {
        final long beganNs = clockNs.getAsLong();
        return new WireServer(venue, market, elapsedNs -> clockNs.getAsLong() - beganNs);
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws InvalidInputException if the port is taken
     */
    public int start(final int port) {
        final ServerBootstrap bootstrap = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel client) {
                    client.config().setTcpNoDelay(true);
                    client.pipeline()
                        .addLast(new HttpServerCodec(LARGEST_LINE, LARGEST_LINE, LARGEST_LINE))
                        .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
                        .addLast(new FeedPath(LARGEST_REQUEST))
                        .addLast(new WebSocketFrameAggregator(LARGEST_REQUEST))
                        .addLast(new FeedHandler(venue))
                        .addLast(new RestHandler(venue));
                }
            });
        try {
            channel = bootstrap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).sync().channel();
            // The venue has a market before the first client comes.
            loop.submit(this::begin).sync();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the venue began to serve", e);
        } catch (final Exception e) {
            // Netty throws a BindException without declaring it.
            close();
            throw new InvalidInputException("port " + port + " on 127.0.0.1 cannot be opened: " + e.getMessage() + ". Choose another one, or 0 for any.", e);
        }
        loop.scheduleAtFixedRate(this::step, STEP_MS, STEP_MS, TimeUnit.MILLISECONDS);
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    private void begin() {
        length = market.next(buffer);
        firstEventNs = length == 0 ? 0 : InputMessage.timeNs(buffer, 0);
        startNs = System.nanoTime();
        step();
    }

    private void step() {
        try {
            final long nowNs = firstEventNs + dueNs.applyAsLong(System.nanoTime() - startNs);
            while (length > 0 && InputMessage.timeNs(buffer, 0) <= nowNs) {
                venue.onMarket(buffer, 0);
                length = market.next(buffer);
            }
            venue.onTime();
        } catch (final RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** Asks the venue something, on its own thread. */
    public <T> T ask(final Supplier<T> question) {
        try {
            return loop.submit(question::get).get();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the venue", e);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("the venue failed", e.getCause());
        }
    }

    /** What stopped the venue's own thread from working; null when nothing did. */
    public Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        market.close();
    }
}
