package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A perpetual and the spot pair behind it, each from a feed of its own protocol, over real sockets. */
@Execution(ExecutionMode.CONCURRENT)
class KrakenMarketTest {

    private static final long LIMIT_NS = 180_000_000_000L;
    private static final int PERPETUAL = 0;
    private static final int SPOT = 1;

    private final MarketState state = new MarketState(2);
    private final MarketView view = new MarketView();
    private final Queue<String> alerts = new ConcurrentLinkedQueue<>();
    private final Queue<FeedCondition> spotConditions = new ConcurrentLinkedQueue<>();
    private volatile long spotTrades;
    private volatile long spotBooks;
    private final Queue<Long> barTimes = new ConcurrentLinkedQueue<>();
    /** Rates told before any candle, and whether those tickers gave nothing a position could be valued by. */
    private final Queue<Long> pastFundingE8 = new ConcurrentLinkedQueue<>();
    private volatile boolean isPastUnmarked = true;
    private volatile long aheadMs;
    private SimulatedKraken kraken;
    private KrakenMarket market;

    private void start(final FaultRule... faults) {
        kraken = new SimulatedKraken(new FaultSchedule(new FaultSchedule.Settings(1, List.of(faults))), false);
        startMarket();
    }

    private void startMarket() {
        final KrakenSettings defaults = KrakenSettings.at(kraken.restUri(), "ws://127.0.0.1:" + kraken.port + "/ws/v1");
        market = new KrakenMarket(
            new KrakenSettings(
            new KrakenSettings.Addresses(defaults.addresses().rest(), defaults.addresses().feeds(), "ws://127.0.0.1:" + kraken.port + "/v2"),
            10_800_000_000_000L, new KrakenSettings.KeyReference("", ""),
            defaults.deadMan(),
            defaults.requests(),
            new FeedSettings(5_000_000_000L, 30_000_000_000L, 20_000_000L, 200_000_000L),
            defaults.session()),
            List.of(SimulatedKraken.PF_XBTUSD, InstrumentDefinition.perpetual("BTC/USD", FixedPoint.ONE)), alerts::add, () -> System.currentTimeMillis() + aheadMs);
        market.start(this::onEvent);
    }

    @AfterEach
    void stop() {
        market.close();
        kraken.close();
    }

    private synchronized void onEvent(final DirectBuffer event, final int offset, final int length) {
        final int templateId = InputMessage.templateId(event, offset);
        if (templateId == ImportedBarDecoder.TEMPLATE_ID) {
            barTimes.add(new ImportedBarDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).openTimeNs());
            return;
        }
        if (templateId == TickerDecoder.TEMPLATE_ID) {
            final TickerDecoder ticker = new TickerDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder());
            if (ticker.markPriceE8() == TickerDecoder.markPriceE8NullValue() && barTimes.isEmpty()) {
                pastFundingE8.add(ticker.fundingRateE8());
                isPastUnmarked &= ticker.indexPriceE8() > 0 && ticker.lastPriceE8() == TickerDecoder.lastPriceE8NullValue();
            }
        }
        state.onInput(event, offset, templateId, view);
        if (templateId == TradeDecoder.TEMPLATE_ID) {
            spotTrades += new TradeDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).instrumentId() == SPOT ? 1 : 0;
        } else if (templateId == FeedStateDecoder.TEMPLATE_ID) {
            final FeedStateDecoder feed = new FeedStateDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder());
            if (feed.instrumentId() == SPOT) {
                spotConditions.add(feed.condition());
            }
        } else if (view.instrumentId == SPOT) {
            spotBooks++;
        }
    }

    private void await(final String what, final BooleanSupplier condition) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, () -> what + " did not come in time; " + alerts + spotConditions);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private synchronized boolean hasBook(final int instrumentId) {
        return state.book(instrumentId).state() == BookState.VALID;
    }

    @Test
    void shouldKeepBooksOfBothAndCallTheSpotPairUntradable() {
        start();
        await("both books", () -> hasBook(PERPETUAL) && hasBook(SPOT));
        await("trades and changes of the book, each with its checksum", () -> spotTrades > 5 && spotBooks > 100);

        assertEquals(List.of(FeedCondition.CANCEL_ONLY), List.copyOf(spotConditions), "never void, so every checksum matched: " + alerts);
        assertEquals(10, levels(), "as deep as asked for");
        assertTrue(market.isUp());
    }

    private synchronized int levels() {
        return Math.max(state.book(SPOT).bidLevels(), state.book(SPOT).askLevels());
    }

    @Test
    void shouldTellOfClosedCandlesBeforeTheMarketIsHeard() {
        // By a clock that is two minutes ahead of the venue's, its youngest candle is closed.
        aheadMs = 120_000;
        start();
        await("the market", () -> hasBook(PERPETUAL));
        await("a trade", () -> kraken.server.ask(() -> kraken.venue.minutes() > 0));
        market.close();
        startMarket();
        await("a candle", () -> !barTimes.isEmpty());
        await("the market once more", () -> hasBook(PERPETUAL));

        assertEquals(0, barTimes.peek() % 60_000_000_000L);
    }

    @Test
    void shouldTellPastFundingBeforeTheCandlesOfItsHour() {
        // In the middle of an hour, wherever the wall clock is: no hour ends by itself.
        final long toMidHourMs = 1_800_000 - System.currentTimeMillis() % 3_600_000;
        aheadMs = toMidHourMs;
        kraken = new SimulatedKraken(FaultSchedule.none(), false, false, toMidHourMs);
        await("a trade", () -> kraken.server.ask(() -> kraken.venue.minutes() > 0));
        kraken.aheadMs += 3_600_000;
        aheadMs += 3_720_000;
        await("the hour's end", () -> kraken.server.ask(() -> kraken.venue.fundedHours() > 0));
        startMarket();
        await("a candle", () -> !barTimes.isEmpty());

        assertEquals(1, pastFundingE8.size(), "the hour that is over");
        assertTrue(pastFundingE8.peek() > 0 && isPastUnmarked, "a rate, an index to measure it by, and no mark");
    }

    @Test
    void shouldAskForABookAgainWhoseChecksumDoesNotMatch() {
        // One that is lost may be made good by the next; not one in five, for as long as it takes.
        start(new FaultRule(Fault.FRAME_LOST, "spot_book", FixedPoint.ONE / 5, 0, 0, 0, 0));
        await("the book to be void, and whole again", () -> spotConditions.contains(FeedCondition.DOWN) && hasBook(SPOT));
        await("the other book", () -> hasBook(PERPETUAL));
    }

    @Test
    void shouldNotWaitForEverForASnapshotThatWasLost() {
        start(GatewayBench.once(Fault.FRAME_LOST, "spot_book", 0), GatewayBench.once(Fault.FRAME_LOST, "book", 0));
        await("both books, of other connections", () -> hasBook(PERPETUAL) && hasBook(SPOT));
        assertTrue(alerts.stream().anyMatch(line -> line.contains("the book of BTC/USD was asked for and did not come")), alerts::toString);
        assertTrue(alerts.stream().anyMatch(line -> line.contains("the book of PF_XBTUSD was asked for and did not come")), alerts::toString);
    }
}
