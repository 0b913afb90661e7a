package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.MarketTape;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.gateway.parse.FuturesAccountListener;
import io.ringmaster.gateway.session.Answers;
import io.ringmaster.gateway.session.Evidence;
import io.ringmaster.gateway.session.LiveOrder;
import io.ringmaster.gateway.session.OrderSession;
import io.ringmaster.gateway.session.SendOutcome;
import io.ringmaster.gateway.session.VenueCalls;
import io.ringmaster.gateway.wire.OrderIds;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.gateway.wire.VenuePosition;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.OrderType;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The venue's account and a network that loses, delays, doubles and reorders, in virtual time out of a seed. What it tells of is what the
 * wire protocol tells of: no fees over REST, no more than five seconds' memory of orders.
 */
public final class VirtualKraken implements VenueCalls, AccountListener {

    private static final long TIMEOUT_MS = 1_500;
    private static final long STOP_TIMEOUT_MS = 700;
    private static final long MARKET_STEP_MS = 200;
    private static final long FUNDING_RATE_E8 = 6 * FixedPoint.ONE;

    private final InstrumentDefinition instrument;
    private final SplittableRandom random;
    private final MarketDataSource market;
    private final MarketTape tape = new MarketTape();
    private final MarketState state = new MarketState(1);
    private final MarketView view = new MarketView();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final FundingRates rates = new FundingRates(1);
    private final VenueAccount account;
    private final Map<String, Integer> arrivals = new LinkedHashMap<>();
    private final long skewMs;
    private FuturesAccountListener feed;
    private Consumer<String> trace = text -> { };
    private OrderSession session;
    private long nowMs;
    private long number;
    private boolean isConnected = true;
    private boolean isCalm;
    private int length;

    private record Due(long timeMs, long number, Runnable what) implements Comparable<Due> {

        @Override
        public int compareTo(final Due other) {
            return timeMs != other.timeMs ? Long.compare(timeMs, other.timeMs) : Long.compare(number, other.number);
        }
    }

    public VirtualKraken(final InstrumentDefinition instrument, final long startMs, final long seed) {
        this.instrument = instrument;
        random = new SplittableRandom(seed);
        nowMs = startMs;
        skewMs = random.nextLong(-500, 500);
        market = new RandomMarket(instrument, 0, 60_000 * FixedPoint.ONE, startMs * 1_000_000, seed);
        account = new VenueAccount(
            List.of(instrument), VenueSettings.defaults().matchingRules(), rates, 1_000_000 * FixedPoint.ONE, () -> nowMs + skewMs,
            () -> new UUID(random.nextLong(), random.nextLong()).toString(), this);
        length = market.next(buffer);
        rates.onRate(0, FUNDING_RATE_E8);
        later(0, this::playMarket);
    }

    /** Whoever was connected before is gone: what is on its way to it nobody hears. */
    public void connect(final OrderSession newSession) {
        session = newSession;
        feed = newSession;
        isConnected = false;
        reconnect();
    }

    /** Hears a line for everything that happens. */
    public void traceTo(final Consumer<String> lines) {
        trace = lines;
    }

    private void playMarket() {
        while (InputMessage.timeNs(buffer, 0) <= nowMs * 1_000_000) {
            state.onInput(buffer, 0, InputMessage.templateId(buffer, 0), view);
            tape.play(buffer, 0, account.engines());
            length = market.next(buffer);
        }
        final MarketView now = state.view(0);
        account.onPrices(0, now.markPriceE8, now.markPriceE8, now.lastPriceE8);
        final long theirMs = nowMs + skewMs;
        if (rates.isHourOver(theirMs)) {
            account.settleFunding(FundingRates.hourOf(theirMs));
            rates.beginHour(theirMs, id -> now.markPriceE8);
        }
        later(MARKET_STEP_MS, this::playMarket);
    }

    // ------------------------------------------------------------------ time

    public long nowMs() {
        return nowMs;
    }

    public void later(final long delayMs, final Runnable what) {
        queue.add(new Due(nowMs + delayMs, ++number, what));
    }

    public void runTo(final long timeMs) {
        while (!queue.isEmpty() && queue.peek().timeMs() <= timeMs) {
            final Due due = queue.poll();
            nowMs = due.timeMs();
            due.what().run();
        }
        nowMs = timeMs;
    }

    /** From now on nothing goes wrong any more. */
    public void calmDown() {
        isCalm = true;
        if (!isConnected) {
            reconnect();
        }
    }

    private boolean strikes(final int inThousand) {
        return !isCalm && random.nextInt(1_000) < inThousand;
    }

    private long networkMs() {
        return strikes(20) ? random.nextLong(200, 6_000) : random.nextLong(1, 40);
    }

    // ------------------------------------------------------------------ requests

    @Override
    public void send(final LiveOrder order) {
        trace.accept("send " + order.clientText());
        final boolean[] isAnswered = {false};
        final OrderSession asker = session;
        later(order.isProtectiveStop() ? STOP_TIMEOUT_MS : TIMEOUT_MS, () -> answer(asker, order, isAnswered, Answers.unclear("timeout")));
        if (strikes(30)) {
            return;
        }
        final int copies = strikes(20) ? 2 : 1;
        final boolean[] isNonceUsed = {false};
        final long beforeMs = order.processBeforeMs();
        for (int i = 0; i < copies; i++) {
            later(networkMs(), () -> arrive(asker, order, beforeMs, isAnswered, isNonceUsed));
        }
    }

    private void arrive(
        final OrderSession asker, final LiveOrder order, final long beforeMs, final boolean[] isAnswered, final boolean[] isNonceUsed) {
        final SendOutcome outcome = isNonceUsed[0] ? Answers.ofError("nonceDuplicate") : outcomeOf(order, beforeMs);
        isNonceUsed[0] = true;
        trace.accept("arrived " + order.clientText() + " " + outcome);
        if (strikes(30)) {
            return;
        }
        if (strikes(20)) {
            later(networkMs(), () -> answer(asker, order, isAnswered, Answers.unclear("garbled")));
        } else {
            later(networkMs(), () -> answer(asker, order, isAnswered, outcome));
        }
    }

    private SendOutcome outcomeOf(final LiveOrder order, final long beforeMs) {
        if (nowMs + skewMs > beforeMs) {
            return Answers.ofSend("", "wouldProcessAfterSpecifiedTime", false);
        }
        final boolean isTrailing = order.type() == OrderType.TRAILING_STOP;
        final VenueAccount.Sent sent = account.send(new OrderRequest(
            order.clientText(), new OrderRequest.Terms(word(order.type()), 0, order.side(), order.qtyE8(), order.limitPriceE8(), order.reduceOnly()),
            new OrderRequest.TriggerTerms(isTrailing ? 0 : order.stopPriceE8(), "mark", isTrailing ? order.stopPriceE8() : 0, false)));
        if (sent.status().equals("placed")) {
            arrivals.merge(order.clientText(), 1, Integer::sum);
        }
        return Answers.ofSend(sent.order() == null ? "" : sent.order().venueOrderId, sent.status(), false);
    }

    private static String word(final OrderType type) {
        return switch (type) {
            case LIMIT -> "lmt";
            case POST_ONLY -> "post";
            case IOC -> "ioc";
            case MARKET -> "mkt";
            case STOP -> "stp";
            case TRAILING_STOP -> "trailing_stop";
            case NULL_VAL -> throw new IllegalArgumentException("an order without a type");
        };
    }

    private void answer(final OrderSession asker, final LiveOrder order, final boolean[] isAnswered, final SendOutcome outcome) {
        if (!isAnswered[0] && asker == session) {
            isAnswered[0] = true;
            trace.accept("answer " + order.clientText() + " " + outcome);
            session.onSent(order, outcome);
        }
    }

    @Override
    public void amend(final LiveOrder order) {
        final long stopPriceE8 = order.amendPriceE8();
        final long beforeMs = order.amendBeforeMs();
        trace.accept("amend " + order.clientText());
        final boolean[] isAnswered = {false};
        final OrderSession asker = session;
        later(STOP_TIMEOUT_MS, () -> amendAnswer(asker, order, stopPriceE8, isAnswered, Answers.unclear("timeout")));
        final int copies = strikes(30) ? 0 : strikes(100) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            later(networkMs(), () -> {
                final SendOutcome outcome = amended(order.clientText(), stopPriceE8, beforeMs);
                trace.accept("amend arrived " + order.clientText() + " " + outcome);
                if (!strikes(50)) {
                    later(networkMs(), () -> amendAnswer(asker, order, stopPriceE8, isAnswered, outcome));
                }
            });
        }
    }

    private SendOutcome amended(final String clientText, final long stopPriceE8, final long beforeMs) {
        final AccountOrder order = account.find("", clientText);
        if (nowMs + skewMs > beforeMs) {
            return Answers.ofEdit("wouldProcessAfterSpecifiedTime");
        }
        if (order == null || !order.isOpen()) {
            return Answers.ofEdit("orderForEditNotFound");
        }
        if (order.status != AccountOrder.Status.TRIGGER_PLACED) {
            return Answers.ofEdit("orderForEditNotAStop");
        }
        return Answers.ofEdit(account.edit(order, order.qtyE8, order.limitPriceE8, stopPriceE8));
    }

    private void amendAnswer(
        final OrderSession asker, final LiveOrder order, final long stopPriceE8, final boolean[] isAnswered, final SendOutcome outcome) {
        if (!isAnswered[0] && asker == session) {
            isAnswered[0] = true;
            trace.accept("amend answered " + order.clientText() + " " + outcome);
            session.onAmendSent(order, stopPriceE8, outcome);
        }
    }

    /** Where our stop with that id rests; 0 when it does not. */
    public long stopPriceE8(final String clientText) {
        return account.open().stream().filter(order -> order.clientText.equals(clientText) && order.status == AccountOrder.Status.TRIGGER_PLACED)
            .mapToLong(order -> order.stopPriceE8).findFirst().orElse(0);
    }

    @Override
    public void cancel(final LiveOrder order) {
        trace.accept("cancel " + order.clientText());
        final long beforeMs = order.cancelBeforeMs();
        final boolean[] isAnswered = {false};
        final OrderSession asker = session;
        later(TIMEOUT_MS, () -> cancelAnswer(asker, order, isAnswered, ""));
        if (!strikes(30)) {
            later(networkMs(), () -> {
                final String word = nowMs + skewMs > beforeMs ? "wouldProcessAfterSpecifiedTime" : account.cancel("", order.clientText());
                trace.accept("cancel arrived " + order.clientText() + " " + word);
                if (!strikes(30)) {
                    later(networkMs(), () -> cancelAnswer(asker, order, isAnswered, word));
                }
            });
        }
    }

    private void cancelAnswer(final OrderSession asker, final LiveOrder order, final boolean[] isAnswered, final String word) {
        if (!isAnswered[0] && asker == session) {
            isAnswered[0] = true;
            trace.accept("cancel answered " + order.clientText() + " " + word);
            session.onCancelSent(order, word);
        }
    }

    @Override
    public void cancelAll(final int instrumentId) {
        trace.accept("cancel all");
        if (!strikes(30)) {
            later(networkMs(), () -> account.cancelAll(instrumentId, "cancelled_by_user"));
        }
    }

    @Override
    public void gather(final List<String> clientTexts, final long fillsSinceMs, final boolean isUrgent) {
        final OrderSession asker = session;
        if (strikes(50)) {
            later(TIMEOUT_MS, () -> hear(asker, () -> asker.onNoEvidence("timeout")));
            return;
        }
        final long begunMs = nowMs;
        final Map<String, String> statuses = new LinkedHashMap<>();
        final List<VenueOrderState> open = new ArrayList<>();
        final List<VenueFill> fills = new ArrayList<>();
        final long[] serverMs = {0};
        later(networkMs(), () -> {
            serverMs[0] = nowMs + skewMs;
            for (final String text : clientTexts) {
                final AccountOrder order = account.find("", text);
                if (order != null) {
                    statuses.put(text, order.status.name());
                }
            }
            later(networkMs(), () -> {
                account.open().forEach(order -> open.add(stateOf(order)));
                later(networkMs(), () -> {
                    account.fills().stream().filter(fill -> fill.timeMs() >= fillsSinceMs).forEach(fill -> fills.add(fillOf(fill, false)));
                    later(networkMs(), () -> {
                        final List<VenuePosition> positions = positions();
                        later(networkMs(), () -> {
                            trace.accept("evidence " + statuses + " open " + open.size() + " " + positions);
                            final Evidence evidence =
                                new Evidence(
                                    new Evidence.Asked(begunMs, serverMs[0], skewMs, nowMs - begunMs), statuses, open, fills, positions);
                            hear(asker, () -> asker.onEvidence(evidence));
                        });
                    });
                });
            });
        });
    }

    @Override
    public void gatherFunding(final long sinceMs) {
        final OrderSession asker = session;
        if (strikes(100)) {
            later(TIMEOUT_MS, () -> hear(asker, () -> asker.onNoFundings("timeout")));
            return;
        }
        later(networkMs(), () -> {
            final List<VenueFunding> told = new ArrayList<>();
            for (final LogEntry entry : account.log()) {
                if (entry.timeMs() >= sinceMs && entry.funding().settledE8() != 0) {
                    final VenueFunding line = new VenueFunding(
                        instrument.symbol(), entry.funding().settledE8(), entry.funding().rateE8(), entry.timeMs());
                    // One booking may be told in two lines, of the money and of the position.
                    told.addAll(strikes(200) ? List.of(line, line) : List.of(line));
                }
            }
            later(networkMs(), () -> hear(asker, () -> asker.onFundings(told)));
        });
    }

    private List<VenuePosition> positions() {
        final long heldE8 = account.margin().positionE8(0);
        return heldE8 == 0 ? List.of() : List.of(new VenuePosition(instrument.symbol(), heldE8, account.margin().averageEntryPriceE8(0)));
    }

    private VenueOrderState stateOf(final AccountOrder order) {
        return new VenueOrderState(
            new OrderIds(order.venueOrderId, order.clientText), instrument.symbol(), order.side, order.type,
            new VenueOrderState.Quantities(order.qtyE8 - order.filledE8, order.filledE8),
            new VenueOrderState.Prices(order.limitPriceE8, order.stopPriceE8), order.reduceOnly);
    }

    private VenueFill fillOf(final AccountFill fill, final boolean withFee) {
        return new VenueFill(
            fill.fillId(), new OrderIds(fill.venueOrderId(), fill.clientText()), instrument.symbol(), fill.side(),
            new VenueFill.Execution(fill.qtyE8(), fill.priceE8(), fill.timeMs(), fill.fillType()),
            withFee ? fill.feeE8() : VenueFill.NO_FEE, fill.source().remainingE8());
    }

    // ------------------------------------------------------------------ feeds

    @Override
    public void onOrder(final AccountOrder order, final String reason) {
        final VenueOrderState told = stateOf(order);
        tell(() -> feed.onOrder(told, reason));
    }

    @Override
    public void onOrderGone(final AccountOrder order, final String reason, final boolean isVerboseOnly) {
        final String venueOrderId = order.venueOrderId;
        final String text = order.clientText;
        tell(() -> feed.onOrderGone(venueOrderId, text, reason));
    }

    @Override
    public void onFill(final AccountFill fill) {
        final VenueFill told = fillOf(fill, true);
        trace.accept("filled " + told);
        tell(() -> feed.onFill(told, false));
    }

    @Override
    public void onAccount() {
        final List<VenuePosition> told = positions();
        tell(() -> feed.onPositions(told));
    }

    private void tell(final Runnable news) {
        if (strikes(2)) {
            isConnected = false;
            later(random.nextLong(500, 5_000), this::reconnect);
        }
        if (!isConnected || strikes(20)) {
            return;
        }
        final FuturesAccountListener hearer = feed;
        // Each message takes its own time: they overtake each other and the answers.
        later(networkMs(), () -> hear(hearer, news));
        if (strikes(20)) {
            later(networkMs(), () -> hear(hearer, news));
        }
    }

    private void hear(final Object hearer, final Runnable news) {
        if (hearer == session) {
            news.run();
        }
    }

    private void reconnect() {
        if (!isConnected) {
            isConnected = true;
            final List<VenueOrderState> open = account.open().stream().map(this::stateOf).toList();
            final List<VenueFill> fills = account.fills().stream().skip(Math.max(0, account.fills().size() - 100))
                .map(fill -> fillOf(fill, true)).toList();
            final FuturesAccountListener hearer = feed;
            later(networkMs(), () -> hear(hearer, () -> hearer.onOpenOrders(open)));
            later(networkMs(), () -> hear(hearer, () -> fills.forEach(fill -> hearer.onFill(fill, true))));
        }
    }

    // ------------------------------------------------------------------ what is true

    public long markE8() {
        return state.view(0).markPriceE8;
    }

    public int openOrders() {
        return account.open().size();
    }

    public long positionE8() {
        return account.margin().positionE8(0);
    }

    /** How many orders the venue took under an id; anything but 0 and 1 is a disaster. */
    public int arrivals(final String clientText) {
        return arrivals.getOrDefault(clientText, 0);
    }

    /** What was filled of the order with that id. */
    public long filledE8(final String clientText) {
        return account.fills().stream().filter(fill -> fill.clientText().equals(clientText)).mapToLong(AccountFill::qtyE8).sum();
    }

    /** Received, or paid, for holding. */
    public long fundingE8() {
        return account.margin().fundingE8();
    }

    /** Fees of all fills. */
    public long feesE8() {
        return account.margin().feesE8();
    }
}
