package io.ringmaster.monitor.model;

import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.OrderState;
import java.util.List;
import java.util.Map;

/**
 * Everything the monitor shows, as it was after one input and what that input and the ones before it led to. Immutable; any thread. What costs
 * more than an access is made when it is first asked for.
 */
public final class Moment {

    private final Timeline timeline;
    private final MarketView market;
    private final OutputView outputs;
    private final Sizes sizes;
    private final Condition condition;
    private final CandleCaches candles;
    private List<OrderRow> openOrders;
    private List<RiskUse> riskUses;
    private List<Hold> holds;
    private List<ExternalOrder> externalOrders;

    /**
     * What is true of the session as a whole when a moment is made.
     *
     * @param number      of the moment among all that the model published
     */
    record Condition(Showing showing, Life life, DiskUse disk, LatencyView latency, List<String> remarks, Range range, long number) {

        /**
         * What the screen does.
         *
         * @param isFollowing whether the moment is the newest one and moves on by itself
         * @param speed       of playing; 0 when it does not play
         * @param isLoading   whether records are still read for the first time
         */
        record Showing(boolean isFollowing, double speed, boolean isLoading) {
        }

        /** The whole session. */
        record Range(long firstTimeNs, long lastTimeNs, long lastSequence) {
        }

        boolean isFollowing() {
            return showing.isFollowing();
        }

        double speed() {
            return showing.speed();
        }

        boolean isLoading() {
            return showing.isLoading();
        }

        long firstTimeNs() {
            return range.firstTimeNs();
        }

        long lastTimeNs() {
            return range.lastTimeNs();
        }

        long lastSequence() {
            return range.lastSequence();
        }

    }

    /**
     * An {@link OutputState} at a moment.
     *
     * @param lastDecision  row of the newest decision of each instrument; -1 without one
     * @param lastPortfolio row of the newest ledger of each instrument; -1 without one
     * @param stops         last stop of each instrument; 0 without one
     * @param targets       last target price of each instrument; 0 without one
     */
    record OutputView(Output output, StrategiesView strategies, int[] lastDecision, int[] lastPortfolio, long[] stops, long[] targets) {

        /** The last output. */
        record Output(long sequence, int chain, long cause) {
        }

        long sequence() {
            return output.sequence();
        }

        int chain() {
            return output.chain();
        }

        long cause() {
            return output.cause();
        }

    }

    Moment(
        final Timeline timeline, final MarketView market, final OutputView outputs, final Sizes sizes, final Condition condition,
        final CandleCaches candles) {
        this.timeline = timeline;
        this.market = market;
        this.outputs = outputs;
        this.sizes = sizes;
        this.condition = condition;
        this.candles = candles;
    }

    // ------------------------------------------------------------------ when

    /** Sequence of the last input; 0 before the first. */
    public long sequence() {
        return market.sequence();
    }

    /** Event time of the last input. */
    public long timeNs() {
        return market.timeNs();
    }

    /** Whether this is the newest moment, and moves on by itself. */
    public boolean isFollowing() {
        return condition.isFollowing();
    }

    /** Whether the session goes on. */
    public Life life() {
        return condition.life;
    }

    /** Whether this is the last record of a session that has no end record and does not grow. */
    public boolean isSilentEnd() {
        return condition.life == Life.SILENT && sequence() == lastSequence();
    }

    /** Whether this is the end of a session that ended in order. */
    public boolean isEnd() {
        return condition.life == Life.ENDED && sequence() == lastSequence();
    }

    /** Speed of playing; 0 when it does not play. */
    public double speed() {
        return condition.speed();
    }

    /** Whether what was recorded before is still being read. */
    public boolean isLoading() {
        return condition.isLoading();
    }

    /** Event time of the first input that there is. */
    public long firstTimeNs() {
        return condition.firstTimeNs();
    }

    /** Event time of the newest input. */
    public long lastTimeNs() {
        return condition.lastTimeNs();
    }

    /** Sequence of the newest input. */
    public long lastSequence() {
        return condition.lastSequence();
    }

    /** Its number among all moments that were published: what is missing between two was replaced before it was shown. */
    public long number() {
        return condition.number;
    }

    // ------------------------------------------------------------------ what runs

    /** What holds at this moment. */
    public SessionFacts facts() {
        return timeline.factsAt(sequence());
    }

    SessionFacts factsAtStart() {
        return timeline.facts(0);
    }

    SessionFacts factsAt(final long sequence) {
        return timeline.factsAt(sequence);
    }

    // ------------------------------------------------------------------ the market

    /** The market of an instrument. */
    public InstrumentView instrument(final int index) {
        return market.instruments()[index];
    }

    /** Candles of an instrument; from 1 s on, any length. */
    public Candles candles(final int instrument, final long timeframeNs) {
        return candles.upTo(timeline, sizes, instrument, timeframeNs, market.bars()[instrument], sequence());
    }

    /** Length of the shortest imported bars of an instrument; 0 without any. */
    public long shortestBarNs(final int instrument) {
        return sizes.history().stream().filter(one -> one.instrument() == instrument && one.size() > 0)
            .mapToLong(Sizes.HistorySize::durationNs).min().orElse(0);
    }

    // ------------------------------------------------------------------ the account

    /** Positions and money, valued at the marks of this moment. */
    public AccountView account() {
        return market.account();
    }

    /**
     * The price at which the engine leaves the position: of the last decision that wanted one, or as it was trailed or tightened since. 0 when flat
     * or without one. The stop that rests at the venue is one of the {@link #openOrders}.
     */
    public long stopPriceE8(final int instrument) {
        return account().positions().get(instrument).isFlat() ? 0 : outputs.stops[instrument];
    }

    /** The price at which the engine takes the profit; 0 when flat or without one. */
    public long targetPriceE8(final int instrument) {
        return account().positions().get(instrument).isFlat() ? 0 : outputs.targets[instrument];
    }

    /** The account at the end of each second in which its equity changed. */
    public Rows<EquityRow> equity() {
        return new Rows<>(timeline.equity, sizes.equity(), EquityRow::read);
    }

    /** The ledger as the engine wrote it. */
    public Rows<PortfolioRow> portfolio() {
        return new Rows<>(timeline.outputs.portfolio, sizes.portfolio(), PortfolioRow::read);
    }

    /** The newest ledger that the engine wrote of an instrument; null before the first. */
    public PortfolioRow portfolio(final int instrument) {
        final int row = outputs.lastPortfolio[instrument];
        return row < 0 ? null : portfolio().get(row);
    }

    /** Whether the beginning of the journals is missing, because retention removed it. */
    public boolean isCut() {
        return timeline.isCut();
    }

    /** The ledger of an instrument from which a journal without its beginning is counted on; null in a whole journal, and before that ledger. */
    public PortfolioRow inherited(final int instrument) {
        return timeline.inherited().stream().filter(row -> row.instrument() == instrument && row.sequence() < sequence()).findFirst().orElse(null);
    }

    // ------------------------------------------------------------------ why

    public Rows<DecisionRow> decisions() {
        return new Rows<>(timeline.outputs.decisions, sizes.decisions(), DecisionRow::read);
    }

    /** The newest decision on an instrument; null before the first. */
    public DecisionRow decision(final int instrument) {
        final int row = outputs.lastDecision[instrument];
        return row < 0 ? null : decisions().get(row);
    }

    public Rows<ThoughtRow> thoughts() {
        return new Rows<>(timeline.outputs.thoughts, sizes.thoughts(), ThoughtRow::read);
    }

    public StrategiesView strategies() {
        return outputs.strategies;
    }

    // ------------------------------------------------------------------ orders

    /** All orders, each with its life up to this moment. */
    public Rows<OrderRow> orders() {
        return timeline.orders.rows(sizes.orders(), sizes.steps(), sizes.fills());
    }

    public Rows<FillRow> fills() {
        return timeline.orders.fillRows(sizes.fills());
    }

    /** The state of one of these orders, without the rest of it. */
    public OrderState orderState(final int row) {
        return timeline.orders.state(row, sizes.steps());
    }

    /** Orders that may still be filled, the oldest first. */
    public synchronized List<OrderRow> openOrders() {
        if (openOrders == null) {
            openOrders = timeline.orders.open(sizes.orders(), sizes.steps(), sizes.fills());
        }
        return openOrders;
    }

    /** Orders on the account that others sent, and that may still be filled, the oldest first. */
    public synchronized List<ExternalOrder> externalOrders() {
        if (externalOrders == null) {
            externalOrders = ExternalOrder.of(this);
        }
        return externalOrders;
    }

    /**
     * The estimated quantity ahead of a resting order at its price; -1 if it does not rest. When the venue accepts an order, everything at its price
     * is ahead. A trade at its price takes from the front. When the level shrinks without a trade, orders behind ours are assumed to leave first,
     * until the level is smaller than what was ahead. So the real place is never worse.
     */
    public long queueAheadE8(final long clientOrderId) {
        final long[] ahead = market.aheadOfOrders();
        for (int i = 0; i < ahead.length; i += 2) {
            if (ahead[i] == clientOrderId) {
                return ahead[i + 1];
            }
        }
        return -1;
    }

    // ------------------------------------------------------------------ risk

    public Rows<VerdictRow> verdicts() {
        return new Rows<>(timeline.outputs.verdicts, sizes.verdicts(), VerdictRow::read);
    }

    public Rows<LatchRow> latches() {
        return new Rows<>(timeline.outputs.latches, sizes.latches(), LatchRow::read);
    }

    /** Whether no new risk may be taken. */
    public boolean isLatched() {
        final LatchRow last = latches().last();
        return last != null && last.isLatched();
    }

    public Rows<InvariantRow> brokenInvariants() {
        return new Rows<>(timeline.outputs.invariants, sizes.invariants(), InvariantRow::read);
    }

    /** The limits in force. */
    public Map<LimitKind, Long> limits() {
        return Limits.inForce(this);
    }

    /** Every limit of the configuration whose use can be measured, and its use. */
    public synchronized List<RiskUse> riskUses() {
        if (riskUses == null) {
            riskUses = RiskUses.of(this);
        }
        return riskUses;
    }

    /** What keeps the session from taking new risk, the most severe first; empty if nothing does. */
    public synchronized List<Hold> holds() {
        if (holds == null) {
            holds = Holds.of(this);
        }
        return holds;
    }

    /** Orders, changes and cancels that we sent to the venue at or after an event time. */
    long messagesSince(final long timeNs) {
        return timeline.orders.messagesSince(timeNs, sizes.orders(), sizes.steps());
    }

    // ------------------------------------------------------------------ what else happened

    /** Rare events that came from outside: commands, limits, feed, reconciliations, funding, orders of others, alarms, reconfigurations. */
    public Rows<EventRow> inputEvents() {
        return new Rows<>(timeline.inputEvents, sizes.inputEvents(), EventRow.reader(timeline.inputTexts));
    }

    /** Rare events that the engine found: conditions of strategies, drift of the model. */
    public Rows<EventRow> outputEvents() {
        return new Rows<>(timeline.outputs.events, sizes.outputEvents(), EventRow.reader(timeline.outputs.texts));
    }

    /** How long each stage took, by the session's latency log as it is now, at any moment. */
    public LatencyView latency() {
        return condition.latency;
    }

    public HealthView health() {
        long gaps = 0;
        long marketTimeNs = Long.MIN_VALUE;
        for (final InstrumentView instrument : market.instruments()) {
            gaps += instrument.book().gaps();
            marketTimeNs = instrument.marketTimeNs() == 0 ? marketTimeNs : Math.max(marketTimeNs, instrument.marketTimeNs());
        }
        boolean isHealthy = true;
        for (final EventRow row : inputEvents().asList()) {
            isHealthy = row.event() instanceof final Event.JournalHealth health ? health.isHealthy() : isHealthy;
        }
        return new HealthView(
            new HealthView.Journals(sequence(), market.chain(), outputs.sequence(), outputs.chain(), outputs.cause()),
            new HealthView.Feed(marketTimeNs == Long.MIN_VALUE ? -1 : timeNs() - marketTimeNs, gaps, market.reconnects()), isHealthy,
            condition.disk, condition.remarks);
    }
}
