package io.ringmaster.gateway.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.ringmaster.gateway.parse.FuturesMarketFeed;
import io.ringmaster.gateway.parse.SpotMarketFeed;
import io.ringmaster.gateway.session.FeedConnection;
import io.ringmaster.gateway.session.FeedLanguage;
import io.ringmaster.gateway.session.FuturesLanguage;
import io.ringmaster.gateway.session.MarketStream;
import io.ringmaster.gateway.session.SpotLanguage;
import io.ringmaster.gateway.session.StreamWatch;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.LiveMarket;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochClock;

/**
 * The public market of Kraken Derivatives and, for instruments that are spot pairs, of Kraken Spot, each over a connection of its own and
 * both on one thread; needs no key. Wires and does nothing else.
 */
public final class KrakenMarket implements LiveMarket {

    private static final List<String> FEEDS = List.of("book", "trade", "ticker");
    /** As deep as the checksum proves. */
    private static final int SPOT_DEPTH = 10;
    private static final int STEP_MS = 10;
    private static final int HISTORY_ATTEMPTS = 3;
    private static final long JITTER_SEED = 1;
    private static final List<String> DOWN = List.of("the market feed is down");

    private final KrakenSettings settings;
    private final List<InstrumentDefinition> instruments;
    private final Consumer<String> alerts;
    private final EpochClock clock;
    private final MultiThreadIoEventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop thread = (EventLoop) threads.next();
    private final List<FeedConnection> connections = new ArrayList<>();
    private final List<StreamWatch> watches = new ArrayList<>();
    private volatile boolean isUp;
    private volatile List<String> problems = DOWN;

    /** @param alerts takes messages for people */
    public KrakenMarket(
        final KrakenSettings settings, final List<InstrumentDefinition> instruments, final Consumer<String> alerts, final EpochClock clock) {
        this.settings = settings;
        this.instruments = List.copyOf(instruments);
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Publishes the history first and connects then: indicators pass over history that comes after live bars. */
    @Override
    public void start(final InputSink events) {
        final Thread history = new Thread(() -> {
            final List<Runnable> told = history(events);
            try {
                // Two tasks: if the history fails, an alert says so and the market connects all the same.
                thread.execute(new Guarded(() -> told.forEach(Runnable::run), alerts, () -> { }));
                thread.execute(new Guarded(() -> connect(events), alerts, () -> isUp = false));
            } catch (final RejectedExecutionException e) {
                alerts.accept("the market was closed before it was connected");
            }
        }, "kraken-history");
        history.setDaemon(true);
        history.start();
    }

    private List<Runnable> history(final InputSink events) {
        try (MarketHistory history = new MarketHistory(settings.addresses().rest(), settings.requests())) {
            return history(history, events);
        }
    }

    private List<Runnable> history(final MarketHistory history, final InputSink events) {
        final List<Runnable> told = new ArrayList<>();
        final long nowMs = clock.time();
        final long fromMs = nowMs - settings.historyNs() / 1_000_000;
        for (int id = 0; id < instruments.size() && settings.historyNs() > 0; id++) {
            final int each = id;
            final InstrumentDefinition instrument = instruments.get(id);
            if (!instrument.isSpotPair()) {
                final String symbol = instrument.symbol();
                final List<MarketHistory.Minute> minutes = read("candles of " + symbol, () -> history.minutes(symbol, fromMs, nowMs));
                final List<MarketHistory.Hour> hours = read("past funding of " + symbol, () -> history.hours(symbol, fromMs));
                told.add(() -> MarketHistory.tell(each, minutes, hours, events));
            }
        }
        return told;
    }

    /** A request that may fail. */
    private interface Question<T> {

        List<T> ask() throws IOException;
    }

    private <T> List<T> read(final String what, final Question<T> question) {
        String why = "";
        for (int attempt = 0; attempt < HISTORY_ATTEMPTS; attempt++) {
            try {
                return question.ask();
            } catch (final IOException e) {
                why = e.getMessage();
            }
        }
        alerts.accept("no " + what + "; indicators that need them warm up on the live market only: " + why);
        return List.of();
    }

    private void connect(final InputSink events) {
        final List<String> products = symbols(instrument -> !instrument.isSpotPair());
        final List<String> pairs = symbols(InstrumentDefinition::isSpotPair);
        if (products.stream().anyMatch(product -> !product.isEmpty())) {
            connectDerivatives(products, events);
        }
        if (pairs.stream().anyMatch(pair -> !pair.isEmpty())) {
            connectSpot(pairs, events);
        }
        thread.scheduleAtFixedRate(new Guarded(this::onTime, alerts, () -> isUp = false), 0, STEP_MS, TimeUnit.MILLISECONDS);
    }

    /** Symbols by instrument id; empty for the other instruments. */
    private List<String> symbols(final Predicate<InstrumentDefinition> which) {
        return instruments.stream().map(instrument -> which.test(instrument) ? instrument.symbol() : "").toList();
    }

    private void connectDerivatives(final List<String> products, final InputSink events) {
        final NettyWire wire = new NettyWire(URI.create(settings.addresses().feeds()), thread);
        final FeedConnection connection = connection(wire, FuturesLanguage.ofMarket(FEEDS, products));
        final StreamWatch watch = watch(connection, products, EnumSet.allOf(MarketStream.class), events);
        final FuturesMarketFeed feed = new FuturesMarketFeed(products, watch, connection);
        connection.whenLost(() -> feed.onDisconnect(0));
        wire.tell(connection, (bytes, offset, length) -> feed.onFrame(bytes, offset, length, 0));
    }

    /** The book of a spot pair is marked as cancel-only: orders for spot pairs are refused. */
    private void connectSpot(final List<String> pairs, final InputSink events) {
        final NettyWire wire = new NettyWire(URI.create(settings.addresses().spot()), thread);
        final FeedConnection connection = connection(wire, new SpotLanguage(pairs, SPOT_DEPTH));
        final StreamWatch watch = watch(connection, pairs, EnumSet.of(MarketStream.BOOK, MarketStream.TRADES), events);
        final SpotMarketFeed feed = new SpotMarketFeed(pairs, SPOT_DEPTH, FeedCondition.CANCEL_ONLY, watch, connection);
        connection.whenLost(() -> feed.onDisconnect(0));
        wire.tell(connection, (bytes, offset, length) -> feed.onFrame(bytes, offset, length, 0));
    }

    private StreamWatch watch(
        final FeedConnection connection, final List<String> names, final Set<MarketStream> subscribed, final InputSink events) {
        final StreamWatch watch = new StreamWatch(names, subscribed, settings.connection(), events, connection::subscribeAgain);
        watches.add(watch);
        return watch;
    }

    private FeedConnection connection(final NettyWire wire, final FeedLanguage language) {
        final FeedConnection connection =
            new FeedConnection(settings.connection(), wire, language, instruments.size(), alerts, JITTER_SEED + connections.size());
        connections.add(connection);
        return connection;
    }

    private void onTime() {
        final long nowMs = clock.time();
        boolean areOpen = true;
        List<String> found = List.of();
        for (int i = 0; i < connections.size(); i++) {
            final FeedConnection connection = connections.get(i);
            connection.onTime(nowMs);
            areOpen &= connection.isOpen();
            final StreamWatch watch = watches.get(i);
            watch.onTime(nowMs, connection.isOpen());
            if (!watch.problems().isEmpty()) {
                found = found.isEmpty() ? watch.problems() : Stream.concat(found.stream(), watch.problems().stream()).toList();
            }
        }
        problems = areOpen ? found : DOWN;
        isUp = areOpen;
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public boolean isUp() {
        return isUp;
    }

    @Override
    public void close() {
        if (thread.isShuttingDown()) {
            return;
        }
        thread.execute(() -> connections.forEach(FeedConnection::close));
        threads.shutdownGracefully(50, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
