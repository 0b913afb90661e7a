package io.ringmaster.monitor.model;

import io.ringmaster.journal.GroupCommit;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.journal.Sha256;
import io.ringmaster.schema.BookDeltaEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.DecisionEncoder;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.DecisionTrigger;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.LimitChangeEncoder;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderStateChangeEncoder;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.PortfolioStateEncoder;
import io.ringmaster.schema.RecommendationsEncoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredEncoder;
import io.ringmaster.schema.SessionEndEncoder;
import io.ringmaster.schema.SessionResumeEncoder;
import io.ringmaster.schema.SessionStartEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.schema.ThoughtEncoder;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TimerEncoder;
import io.ringmaster.schema.TimerKind;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.schema.VirtualTradesEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the journals of an invented session: a random walk with book deltas, trades, tickers and timers, a decision a second, and now and then an
 * order that rests, is filled in two parts and changes the position. Every input appends what it leads to, as the engine does.
 */
final class RecordedSession implements AutoCloseable {

    static final long START_NS = 1_750_000_000_000_000_000L;
    private static final JournalSettings SETTINGS =
        new JournalSettings(10_000_000, 5_000_000_000L, 0, 1 << 26, JournalSettings.Roll.DAILY, false, JournalSettings.Limits.NONE);
    private static final long TICK = 50_000_000;
    private static final int DEPTH = 100;
    private static final long E8 = 100_000_000L;

    private final Path directory;
    private JournalWriter input;
    private JournalWriter output;
    private GroupCommit commit;
    private final Random random;
    private final int strategies;
    private final long stepNs;
    private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final DecisionEncoder decision = new DecisionEncoder();
    private final PortfolioStateEncoder portfolio = new PortfolioStateEncoder();
    private final ThoughtEncoder thought = new ThoughtEncoder();
    private final RecommendationsEncoder recommendations = new RecommendationsEncoder();
    private final VirtualTradesEncoder virtual = new VirtualTradesEncoder();

    private long sequence;
    private long outputs;
    private long timeNs;
    private long bestBidE8 = 60_000 * E8;
    private long bookSequence = 1;
    private long orders;
    private long executions;
    private long restingId;
    private long restingLeavesE8;
    private Side restingSide = Side.BUY;
    private long positionE8;
    private long nextSecondNs;

    /**
     * @param stepNs event time between two inputs
     */
    RecordedSession(final Path directory, final long seed, final int strategies, final long stepNs) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("session.yaml"), yaml(strategies));
        open();
        random = new Random(seed);
        this.strategies = strategies;
        this.stepNs = stepNs;
        timeNs = START_NS;
        nextSecondNs = START_NS + E8 * 10;
        start();
        snapshot();
    }

    private void open() {
        input = JournalWriter.open(directory.resolve("input"), SETTINGS);
        output = JournalWriter.open(directory.resolve("output"), SETTINGS);
        commit = new GroupCommit(SETTINGS, input, output);
        commit.start();
    }

    /** Another process goes on: what follows lies in other files. */
    void resume() {
        close();
        open();
        final SessionResumeEncoder message = new SessionResumeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).warmupEndTimeNs(timeNs).build("next build");
        in(message.encodedLength());
    }

    private static String yaml(final int strategies) {
        final StringBuilder yaml = new StringBuilder("strategies:\n");
        for (int i = 0; i < strategies; i++) {
            yaml.append("  - {id: s").append(i).append(", type: ott, symbol: PF_XBTUSD, timeframe: 1s, weight: 1.0, enabled: true}\n");
        }
        return yaml + "policy: {type: confluence}\nrisk: {maxOrderQty: 1, maxOpenOrders: 16}\n";
    }

    long sequence() {
        return sequence;
    }

    long outputs() {
        return outputs;
    }

    private void in(final int bodyBytes) {
        input.append(++sequence, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }

    private void out(final int bodyBytes) {
        output.append(++outputs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }

    private void start() {
        final SessionStartEncoder message = new SessionStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).seed(71).initialCashE8(100_000 * E8).warmupEndTimeNs(timeNs);
        final SessionStartEncoder.InstrumentsEncoder instrument = message.instrumentsCount(1).next();
        instrument.contractType(ContractType.LINEAR).tickE8(TICK).lotE8(10_000).minQtyE8(10_000).maxPositionE8(100 * E8)
            .makerFeeE8(20_000).takerFeeE8(50_000).fundingIntervalNs(3_600_000_000_000L);
        instrument.marginLevelsCount(0);
        instrument.symbol("PF_XBTUSD");
        message.build("test").configSha256(Sha256.of(yaml(strategies).getBytes(StandardCharsets.UTF_8)));
        in(message.encodedLength());
    }

    private void snapshot() {
        final BookSnapshotEncoder message = new BookSnapshotEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bookSequence(bookSequence).instrumentId(0);
        message.part().clear().first(true).last(true);
        final BookSnapshotEncoder.BidsEncoder bids = message.bidsCount(DEPTH);
        for (int i = 0; i < DEPTH; i++) {
            bids.next().priceE8(bestBidE8 - i * TICK).qtyE8((1 + random.nextInt(1_000)) * 1_000_000L);
        }
        final BookSnapshotEncoder.AsksEncoder asks = message.asksCount(DEPTH);
        for (int i = 0; i < DEPTH; i++) {
            asks.next().priceE8(bestBidE8 + (1 + i) * TICK).qtyE8((1 + random.nextInt(1_000)) * 1_000_000L);
        }
        in(message.encodedLength());
    }

    /** Appends inputs and what they lead to. */
    void append(final long inputs) {
        for (long i = 0; i < inputs; i++) {
            timeNs += stepNs;
            if (timeNs >= nextSecondNs) {
                nextSecondNs += 1_000_000_000L;
                second();
            } else if (restingId != 0 && random.nextInt(2_000) == 0) {
                fill();
            } else {
                market();
            }
        }
    }

    private void market() {
        final int kind = random.nextInt(20);
        if (kind < 13) {
            delta();
        } else if (kind < 16) {
            trade();
        } else {
            ticker();
        }
    }

    private void delta() {
        final BookDeltaEncoder message = delta.wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).previousBookSequence(bookSequence).bookSequence(++bookSequence).instrumentId(0);
        message.part().clear().first(true).last(true);
        if (random.nextInt(50) == 0) {
            move(message);
        } else {
            final boolean isBid = random.nextBoolean();
            final int rank = Math.min(random.nextInt(DEPTH), random.nextInt(DEPTH));
            final long qty = (1 + random.nextInt(1_000)) * 1_000_000L;
            final BookDeltaEncoder.BidsEncoder bids = message.bidsCount(isBid ? 1 : 0);
            if (isBid) {
                bids.next().priceE8(bestBidE8 - rank * TICK).qtyE8(qty);
            }
            final BookDeltaEncoder.AsksEncoder asks = message.asksCount(isBid ? 0 : 1);
            if (!isBid) {
                asks.next().priceE8(bestBidE8 + (1 + rank) * TICK).qtyE8(qty);
            }
        }
        in(message.encodedLength());
    }

    /** The touch moves by one tick; a level at the far end appears and one disappears. */
    private void move(final BookDeltaEncoder message) {
        final boolean isUp = random.nextBoolean();
        final long qty = (1 + random.nextInt(1_000)) * 1_000_000L;
        if (isUp) {
            bestBidE8 += TICK;
            message.bidsCount(2).next().priceE8(bestBidE8).qtyE8(qty).next().priceE8(bestBidE8 - DEPTH * TICK).qtyE8(0);
            message.asksCount(2).next().priceE8(bestBidE8).qtyE8(0).next().priceE8(bestBidE8 + DEPTH * TICK).qtyE8(qty);
        } else {
            bestBidE8 -= TICK;
            message.bidsCount(2).next().priceE8(bestBidE8 + TICK).qtyE8(0).next().priceE8(bestBidE8 - (DEPTH - 1) * TICK).qtyE8(qty);
            message.asksCount(2).next().priceE8(bestBidE8 + TICK).qtyE8(qty).next().priceE8(bestBidE8 + (DEPTH + 1) * TICK).qtyE8(0);
        }
    }

    private void trade() {
        final boolean isSell = random.nextBoolean();
        final TradeEncoder message = trade.wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).tradeId(sequence).priceE8(isSell ? bestBidE8 : bestBidE8 + TICK)
            .qtyE8((1 + random.nextInt(100)) * 100_000L).instrumentId(0).aggressorSide(isSell ? Side.SELL : Side.BUY);
        in(message.encodedLength());
    }

    private void ticker() {
        final TickerEncoder message = ticker.wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bidPriceE8(bestBidE8).bidQtyE8(E8).askPriceE8(bestBidE8 + TICK).askQtyE8(E8)
            .lastPriceE8(bestBidE8).markPriceE8(bestBidE8 + TICK / 2).indexPriceE8(bestBidE8 - TICK).fundingRateE8(1_000)
            .fundingRatePredictionE8(1_100).openInterestE8(5_000 * E8).nextFundingTimeNs(START_NS + 3_600_000_000_000L).instrumentId(0);
        in(message.encodedLength());
    }

    /** A timer closes a bar: the strategies speak, the policy decides, and at times an order follows. */
    private void second() {
        final TimerEncoder message = timer.wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).kind(TimerKind.TICK);
        in(message.encodedLength());
        recommend();
        if (random.nextInt(3) == 0) {
            virtualTrades();
        }
        decide();
        if (restingId == 0 && random.nextInt(20) == 0) {
            order();
        }
        portfolio();
    }

    private void recommend() {
        final int changed = Math.min(strategies, 1 + strategies / 100);
        final int from = random.nextInt(Math.max(1, strategies - changed + 1));
        final RecommendationsEncoder message = recommendations.wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence).timeNs(timeNs);
        final RecommendationsEncoder.PlainEncoder plain = message.plainCount(changed / 2);
        for (int i = 0; i < changed / 2; i++) {
            plain.next().strategyIndex(from + i).signal(Signal.get((short) random.nextInt(4)));
        }
        final RecommendationsEncoder.GradedEncoder graded = message.gradedCount(changed - changed / 2);
        for (int i = changed / 2; i < changed; i++) {
            graded.next().strategyIndex(from + i).signal(Signal.get((short) random.nextInt(4))).strength(random.nextInt(100) / 100.0)
                .confidence(random.nextInt(100) / 100.0).stopPriceE8(bestBidE8 - 100 * TICK).targetPriceE8(bestBidE8 + 100 * TICK);
        }
        out(message.encodedLength());
    }

    private void virtualTrades() {
        final VirtualTradesEncoder message = virtual.wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence).timeNs(timeNs).sellPriceE8(bestBidE8).buyPriceE8(bestBidE8 + TICK).fundingIndexE8(sequence)
            .instrumentId(0);
        final int index = random.nextInt(strategies);
        message.accountsCount(1).next().strategyIndex(index).trades((int) (sequence % 1_000)).positionQtyE8((random.nextInt(3) - 1) * 10_000_000L)
            .cashE8(random.nextInt(1_000_000) * 1_000L).feesE8(sequence).fundingE8(-sequence).side(Side.BUY);
        out(message.encodedLength());
    }

    private void decide() {
        final DecisionEncoder message = decision.wrapAndApplyHeader(buffer, 0, header);
        final boolean isLong = positionE8 <= 0;
        message.causeSequence(sequence).timeNs(timeNs).exposureE8(isLong ? E8 : -E8).strength(0.5).confidence(0.75)
            .weightE8(3 * E8).markPriceE8(bestBidE8).equityE8(100_000 * E8).instrumentId(0).agreeing(3).longs(3).shorts(1).flats(0).strategyIndex(0)
            .signal(isLong ? Signal.LONG : Signal.SHORT).reason(DecisionReason.CONFLUENCE).trigger(DecisionTrigger.BAR);
        message.exitsCount(1).next().stopPriceE8(bestBidE8 - 200 * TICK).targetPriceE8(DecisionEncoder.ExitsEncoder.targetPriceE8NullValue())
            .stopStrategyIndex(0).targetStrategyIndex(-1);
        out(message.encodedLength());
    }

    private void order() {
        restingId = ++orders;
        restingSide = positionE8 <= 0 ? Side.BUY : Side.SELL;
        restingLeavesE8 = 10_000_000;
        final long price = restingSide == Side.BUY ? bestBidE8 : bestBidE8 + TICK;
        final ThoughtEncoder why = thought.wrapAndApplyHeader(buffer, 0, header);
        why.causeSequence(sequence).timeNs(timeNs).a(positionE8).b(restingLeavesE8).instrumentId(0).code(ThoughtCode.OPENING);
        out(why.encodedLength());
        final OrderIntentEncoder intent = new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, header);
        intent.causeSequence(sequence).timeNs(timeNs).clientOrderId(restingId).qtyE8(restingLeavesE8).limitPriceE8(price)
            .stopPriceE8(OrderIntentEncoder.stopPriceE8NullValue()).instrumentId(0).kind(OrderKind.NEW).orderType(OrderType.POST_ONLY)
            .side(restingSide).reduceOnly((short) 0).purpose(OrderPurpose.INCREASE).decisionSequence(sequence);
        out(intent.encodedLength());
        portfolio();
        timeNs += stepNs;
        report(ExecType.NEW, 0, price);
        state(OrderState.PENDING_NEW, OrderState.NEW, OrderEvent.ACCEPTED, 0);
    }

    private void fill() {
        final boolean isFirst = restingLeavesE8 == 10_000_000;
        restingLeavesE8 -= 5_000_000;
        positionE8 += restingSide == Side.BUY ? 5_000_000 : -5_000_000;
        report(ExecType.TRADE, 5_000_000, restingSide == Side.BUY ? bestBidE8 : bestBidE8 + TICK);
        state(
            isFirst ? OrderState.NEW : OrderState.PARTIALLY_FILLED, isFirst ? OrderState.PARTIALLY_FILLED : OrderState.FILLED,
            isFirst ? OrderEvent.FILL_PARTIAL : OrderEvent.FILL_COMPLETE, 10_000_000 - restingLeavesE8);
        portfolio();
        restingId = restingLeavesE8 == 0 ? 0 : restingId;
    }

    private void report(final ExecType type, final long qtyE8, final long priceE8) {
        final ExecutionReportEncoder message = new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, header);
        final boolean isFill = type == ExecType.TRADE;
        message.receiveTimeNs(timeNs).exchangeTimeNs(timeNs).clientOrderId(restingId);
        message.venueOrderId().high(1).low(restingId);
        message.executionId().high(isFill ? 2 : 0).low(isFill ? ++executions : 0);
        message.lastQtyE8(qtyE8).lastPriceE8(isFill ? priceE8 : 0).cumQtyE8(10_000_000 - restingLeavesE8).leavesQtyE8(restingLeavesE8)
            .feeE8(isFill ? 60_000_000 : 0).instrumentId(0).execType(type).side(restingSide).liquidity(isFill ? Liquidity.MAKER : Liquidity.NONE)
            .reason(VenueReason.NONE);
        in(message.encodedLength());
    }

    private void state(final OrderState from, final OrderState to, final OrderEvent event, final long cumE8) {
        final OrderStateChangeEncoder message = new OrderStateChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence).timeNs(timeNs).clientOrderId(restingId).cumQtyE8(cumE8).leavesQtyE8(restingLeavesE8).instrumentId(0)
            .from(from).to(to).orderEvent(event).reason(VenueReason.NONE);
        out(message.encodedLength());
    }

    private void portfolio() {
        final PortfolioStateEncoder message = portfolio.wrapAndApplyHeader(buffer, 0, header);
        message.causeSequence(sequence).timeNs(timeNs).positionQtyE8(positionE8).averageEntryPriceE8(positionE8 == 0 ? 0 : bestBidE8)
            .markPriceE8(bestBidE8).cashE8(100_000 * E8).realisedPnlE8(0).unrealisedPnlE8(0).feesE8(0).fundingE8(0).equityE8(100_000 * E8)
            .instrumentId(0);
        out(message.encodedLength());
    }

    /** Another configuration: the strategies in reverse, and one more before them. */
    void reconfigure() throws IOException {
        final StringBuilder yaml = new StringBuilder("strategies:\n  - {id: new, type: ott, timeframe: 1s}\n");
        for (int i = strategies - 1; i >= 0; i--) {
            yaml.append("  - {id: s").append(i).append(", type: ott, timeframe: 1s}\n");
        }
        yaml.append("policy: {type: experts}\nrisk: {maxOrderQty: 2}\n");
        final String sha256 = Sha256.of(yaml.toString().getBytes(StandardCharsets.UTF_8));
        final Path later = Files.createDirectories(directory.resolve("configurations"));
        Files.writeString(later.resolve("0001-" + sha256 + ".yaml"), yaml);
        final ReconfiguredEncoder message = new ReconfiguredEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).warmupEndTimeNs(timeNs).scope(ReconfigurationScope.EVERYTHING).configSha256(sha256).build("third build")
            .origin("a test");
        in(message.encodedLength());
    }

    /** A person changes a limit. */
    void limit(final LimitKind kind, final long value, final boolean isConfirmed) {
        final LimitChangeEncoder message = new LimitChangeEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs).value(value).kind(kind).confirmed((short) (isConfirmed ? 1 : 0)).origin("a test");
        in(message.encodedLength());
    }

    /** The session ends in order. */
    void end() {
        final SessionEndEncoder message = new SessionEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        message.receiveTimeNs(timeNs);
        in(message.encodedLength());
    }

    @Override
    public void close() {
        commit.close();
        input.close();
        output.close();
    }

    /** Writes a session of a size: directory, inputs, strategies. */
    public static void main(final String[] arguments) throws IOException {
        final long inputs = Long.parseLong(arguments[1]);
        final long dayNs = 86_400_000_000_000L;
        try (RecordedSession session = new RecordedSession(
            Path.of(arguments[0]), 71, Integer.parseInt(arguments[2]), Math.max(1, dayNs / inputs))) {
            session.append(inputs);
            session.end();
        }
    }
}
