package io.ringmaster.gateway.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.Fault;
import io.ringmaster.exchange.wire.FaultRule;
import io.ringmaster.exchange.wire.FaultSchedule;
import io.ringmaster.gateway.Nonces;
import io.ringmaster.gateway.Secret;
import io.ringmaster.gateway.session.FeedSettings;
import io.ringmaster.gateway.session.SessionNews;
import io.ringmaster.gateway.session.SessionSettings;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExternalOrderDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A gateway on the simulated venue over real sockets, and what it has reported so far. */
final class GatewayBench implements SessionNews, AutoCloseable {

    private static final long SEED = Long.getLong("seed", 20_261_121L);
    /** Only something that hangs takes so long, on however slow a machine. */
    static final long LIMIT_NS = 180_000_000_000L;
    /** Longer than any test: nothing is canceled, given up or too late because the machine is slow. */
    static final Patience PATIENT = new Patience(600_000_000_000L, 30_000_000_000L, 30_000_000_000L, 60_000_000_000L, 60_000_000_000L);
    static final long NO_PRICE = OrderIntentEncoder.limitPriceE8NullValue();
    static final long LOT = SimulatedKraken.PF_XBTUSD.lotE8();

    /** What the venue may take, and what it is to do when it hears nothing. */
    record Patience(long deadMansSwitchNs, long answerWithinNs, long stopsWithinNs, long processWithinNs, long reconcileEveryNs) {

        Patience withSwitch(final long newSwitchNs) {
            return new Patience(newSwitchNs, answerWithinNs, stopsWithinNs, processWithinNs, reconcileEveryNs);
        }

        Patience withReconciliationEvery(final long newEveryNs) {
            return new Patience(deadMansSwitchNs, answerWithinNs, stopsWithinNs, processWithinNs, newEveryNs);
        }

        /** How long the fate of an order or of a move stays open if no answer and no feed tells it. */
        Patience withProcessWithin(final long newWithinNs) {
            return new Patience(deadMansSwitchNs, answerWithinNs, stopsWithinNs, newWithinNs, reconcileEveryNs);
        }

        Patience withStopsWithin(final long newWithinNs) {
            return new Patience(deadMansSwitchNs, answerWithinNs, newWithinNs, processWithinNs, reconcileEveryNs);
        }
    }

    final MarketState market = new MarketState(1);
    private final MarketView view = new MarketView();
    final Map<Long, ExecType> last = new ConcurrentHashMap<>();
    final Queue<String> news = new ConcurrentLinkedQueue<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    volatile long externalLeavesE8 = -1;
    final List<FeedCondition> conditions = new CopyOnWriteArrayList<>();
    final Set<BookState> bookStates = ConcurrentHashMap.newKeySet();
    volatile long tickers;
    volatile long fundingRateE8;
    volatile boolean hasLiquidation;
    private long fundingE8;
    private long positionE8;
    final SimulatedKraken kraken;
    final KrakenGateway gateway;

    GatewayBench(final List<FaultRule> faults) {
        this(faults, PATIENT);
    }

    GatewayBench(final List<FaultRule> faults, final Patience patience) {
        kraken = new SimulatedKraken(new FaultSchedule(new FaultSchedule.Settings(SEED, faults)), false);
        final KrakenSettings defaults =
            KrakenSettings.at(kraken.restUri(), "ws://127.0.0.1:" + kraken.port + "/ws/v1");
        gateway = gatewayAt(new KrakenSettings(
            defaults.addresses(), 0, new KrakenSettings.KeyReference(SimulatedKraken.KEY, ""),
            new KrakenSettings.SwitchSettings(patience.deadMansSwitchNs, defaults.deadMan().aliveWithinNs()),
            new RestSettings(10_000_000_000L, patience.answerWithinNs, patience.stopsWithinNs),
            new FeedSettings(5_000_000_000L, 30_000_000_000L, 20_000_000L, 200_000_000L),
            new SessionSettings(patience.processWithinNs, 50_000_000L, patience.reconcileEveryNs, 1_000_000_000L, 20)));
        gateway.start(this::onEvent);
    }

    /** Until it may trade. */
    GatewayBench ready() {
        await("reconciled", () -> gateway.agreement() == Agreement.AGREED);
        await("a book", this::hasBook);
        return this;
    }

    private KrakenGateway gatewayAt(final KrakenSettings settings) {
        return gatewayAt(settings, (System.currentTimeMillis() - 5_000) * 1_000_000);
    }

    KrakenGateway gatewayAt(final KrakenSettings settings, final long sinceNs) {
        return new KrakenGateway(
            settings,
            new KrakenCredentials(SimulatedKraken.KEY, Secret.take(SimulatedKraken.SECRET.getBytes(StandardCharsets.UTF_8)),
                new Nonces(System::currentTimeMillis, 0)),
            List.of(SimulatedKraken.PF_XBTUSD), KnownAccount.empty(1, 0, sinceNs), this, news::add,
            System::currentTimeMillis);
    }

    @Override
    public void close() {
        gateway.close();
        kraken.close();
    }

    void await(final String what, final BooleanSupplier condition) {
        final long untilNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, () -> what + " did not come in time; " + gateway.describe() + "; " + news + "; seed=" + SEED);
            gateway.onPipelineAlive();
            LockSupport.parkNanos(1_000_000);
        }
    }

    synchronized boolean hasBook() {
        return market.book(0).state() == BookState.VALID;
    }

    private synchronized void onEvent(final DirectBuffer event, final int offset, final int length) {
        final int templateId = InputMessage.templateId(event, offset);
        if (templateId == ExternalOrderDecoder.TEMPLATE_ID) {
            externalLeavesE8 = new ExternalOrderDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).leavesQtyE8();
            return;
        }
        if (templateId == FundingPaymentDecoder.TEMPLATE_ID) {
            fundingE8 += new FundingPaymentDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).amountE8();
            return;
        }
        if (templateId != ExecutionReportDecoder.TEMPLATE_ID) {
            market.onInput(event, offset, templateId, view);
            bookStates.add(market.book(0).state());
            if (templateId == FeedStateDecoder.TEMPLATE_ID) {
                conditions.add(new FeedStateDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).condition());
            } else if (templateId == TickerDecoder.TEMPLATE_ID) {
                tickers++;
                final long rateE8 = new TickerDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder()).fundingRateE8();
                fundingRateE8 = rateE8 == TickerDecoder.fundingRateE8NullValue() ? 0 : rateE8;
            }
            return;
        }
        final ExecutionReportDecoder report = new ExecutionReportDecoder().wrapAndApplyHeader(event, offset, new MessageHeaderDecoder());
        if (report.execType() == ExecType.TRADE) {
            positionE8 += report.side() == Side.BUY ? report.lastQtyE8() : -report.lastQtyE8();
            hasLiquidation |= report.reason() == VenueReason.LIQUIDATION && report.clientOrderId() == 0;
        }
        final ExecType before = last.get(report.clientOrderId());
        final boolean isLate = report.execType() == ExecType.NEW && before != null && before != ExecType.UNANSWERED;
        if (!isLate) {
            last.put(report.clientOrderId(), report.execType());
        }
    }

    synchronized int bidLevels() {
        return market.book(0).bidLevels();
    }

    synchronized long positionE8() {
        return positionE8;
    }

    synchronized long fundingE8() {
        return fundingE8;
    }

    synchronized long markE8() {
        return FixedPoint.toStepFloor(market.view(0).markPriceE8, SimulatedKraken.PF_XBTUSD.tickE8());
    }

    void send(final long id, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8, final boolean reduceOnly) {
        intent(id, OrderKind.NEW, type, side, qtyE8, limitPriceE8, reduceOnly);
    }

    void intent(
        final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8,
        final boolean reduceOnly) {
        intent(gateway, id, kind, type, side, qtyE8, limitPriceE8, reduceOnly);
    }

    void intent(
        final KrakenGateway target, final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8,
        final boolean reduceOnly) {
        intent(target, id, kind, type, side, qtyE8, limitPriceE8, NO_PRICE, reduceOnly);
    }

    /** A stop that reduces, or a move of it. */
    void stop(final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long stopPriceE8) {
        intent(gateway, id, kind, type, side, qtyE8, NO_PRICE, stopPriceE8, true);
    }

    private void intent(
        final KrakenGateway target, final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8,
        final long stopPriceE8, final boolean reduceOnly) {
        new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(1).clientOrderId(id).qtyE8(qtyE8).limitPriceE8(limitPriceE8).stopPriceE8(stopPriceE8).instrumentId(0).kind(kind)
            .orderType(type).side(side).reduceOnly((short) (reduceOnly ? 1 : 0)).purpose(OrderPurpose.INCREASE);
        target.onOrderIntent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + OrderIntentEncoder.BLOCK_LENGTH);
    }

    static FaultRule rule(final Fault fault, final String on, final int percent, final long value) {
        return new FaultRule(fault, on, percent * FixedPoint.ONE / 100, 0, 0, 0, value);
    }

    /** The first time it can, and never again. */
    static FaultRule once(final Fault fault, final String on, final long value) {
        return new FaultRule(fault, on, FixedPoint.ONE, 0, 0, 1, value);
    }

    @Override
    public void onDifference(final String what) {
        news.add(what);
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        news.add("external: " + order);
    }

    @Override
    public void onNotice(final String text) {
        news.add(text);
    }
}
