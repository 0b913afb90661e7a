package io.ringmaster.gateway.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ringmaster.gateway.parse.FuturesMarketFeed;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.LiveMarket;
import io.ringmaster.units.InstrumentDefinition;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.EpochClock;

/** The public market of Kraken Derivatives, on a thread of its own; needs no key. Wires and does nothing else. */
public final class KrakenMarket implements LiveMarket {

    private static final List<String> FEEDS = List.of("book", "trade", "ticker");
    private static final int STEP_MS = 10;
    private static final long JITTER_SEED = 1;

    private final KrakenSettings settings;
    private final List<String> products;
    private final Consumer<String> alerts;
    private final EpochClock clock;
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop thread = (EventLoop) threads.next();
    private FuturesMarketFeed feed;
    private FeedConnection connection;
    private volatile boolean isUp;

    /** @param alerts hears what a person should know */
    public KrakenMarket(
        final KrakenSettings settings, final List<InstrumentDefinition> instruments, final Consumer<String> alerts, final EpochClock clock) {
        this.settings = settings;
        products = instruments.stream().map(InstrumentDefinition::symbol).toList();
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void start(final InputSink events) {
        final NettyWire wire = new NettyWire(
            URI.create(settings.feeds()), thread, (bytes, offset, length) -> feed.onFrame(bytes, offset, length, 0));
        connection = new FeedConnection(
            settings.connection(), wire, FEEDS, products, "", challenge -> challenge, alerts, () -> feed.onDisconnect(0), JITTER_SEED);
        feed = new FuturesMarketFeed(products, events, connection);
        wire.tell(connection);
        thread.scheduleAtFixedRate(new Guarded(this::onTime, alerts, () -> isUp = false), 0, STEP_MS, TimeUnit.MILLISECONDS);
    }

    private void onTime() {
        connection.onTime(clock.time());
        isUp = connection.isOpen();
    }

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public void close() {
        if (connection != null) {
            thread.execute(connection::close);
        }
        threads.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
