package io.ringmaster.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.wire.VirtualKraken;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.core.order.OrderStateMachine;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.KnownAccount.OpenOrder;
import io.ringmaster.pipeline.port.OrderTerms;
import io.ringmaster.schema.Agreement;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderEvent;
import io.ringmaster.schema.OrderIntentEncoder;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Many lives of orders over a network that loses, delays, doubles and reorders, and processes that die, in virtual time. At the end of each session the venue has
 * no order we don't know of, none of our orders is there twice, every order ended as it did at the venue, and the position is the venue's.
 */
class OrderLivesTest implements SessionNews {

    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int LIVES = 20_000 * Integer.getInteger("times", 1);
    private static final int LIVES_IN_A_SESSION = 100;
    /** Less than two minutes before a full hour: funding is settled in between. */
    private static final long START_MS = 1_700_002_700_000L;
    private static final InstrumentDefinition PF_XBTUSD = InstrumentDefinition.perpetual("PF_XBTUSD", FixedPoint.ONE);
    private static final long NO_PRICE = OrderIntentEncoder.limitPriceE8NullValue();

    private final Map<Long, OpenOrder> sent = new TreeMap<>();
    private final Map<Long, OrderState> states = new HashMap<>();
    private final Map<Long, Long> sizesE8 = new HashMap<>();
    private final Map<Long, Long> filledE8 = new HashMap<>();
    private final Set<UUID> booked = new HashSet<>();
    private final Map<Long, Long> stopPricesE8 = new HashMap<>();
    private final Map<Long, Long> amendsE8 = new HashMap<>();
    private final Set<Long> neverArrived = new HashSet<>();
    private final List<String> trace = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private long positionE8;
    private long feesE8;
    private long fundingE8;
    private int fundings;
    private int amended;
    private int notAmended;
    private int fills;
    private int differences;
    private int unanswered;
    private int allUnanswered;
    private int restarts;
    private VirtualKraken kraken;
    private OrderSession session;
    private String where;

    @Test
    void shouldKnowInTheEndWhatBecameOfEveryOrder() {
        for (int i = 0; i < LIVES / LIVES_IN_A_SESSION; i++) {
            final long seed = SEED + i;
            where = "seed=" + seed;
            play(seed);
            allUnanswered += unanswered;
        }
        assertTrue(allUnanswered > LIVES / 100, "hardly anything went wrong: " + allUnanswered);
        assertTrue(restarts > LIVES / 200, "hardly any restart: " + restarts);
        assertTrue(fundings > LIVES / 10, "hardly any funding: " + fundings);
        assertTrue(amended > LIVES / 20 && notAmended > LIVES / 500, "hardly any stop moved: " + amended + ", or not: " + notAmended);
        System.out.printf("%,d order lives, %,d of them unanswered at first, %,d restarts, %,d payments for funding, %,d stops moved and %,d not%n", LIVES,
            allUnanswered, restarts, fundings, amended, notAmended);
    }

    /** A failing session again, with everything that happened in it: {@code -DsessionSeed=…}. */
    private void play(final long seed) {
        sent.clear();
        states.clear();
        sizesE8.clear();
        filledE8.clear();
        booked.clear();
        stopPricesE8.clear();
        amendsE8.clear();
        fills = 0;
        neverArrived.clear();
        trace.clear();
        positionE8 = 0;
        feesE8 = 0;
        fundingE8 = 0;
        differences = 0;
        unanswered = 0;
        final SplittableRandom random = new SplittableRandom(seed);
        kraken = new VirtualKraken(PF_XBTUSD, START_MS, seed);
        begin(KnownAccount.empty(1, 0, (START_MS - 10_000) * 1_000_000), START_MS);
        kraken.traceTo(line -> trace.add(kraken.nowMs() - START_MS + " " + line));
        long timeMs = START_MS + 1_000;
        kraken.runTo(timeMs);
        for (long id = 1; id <= LIVES_IN_A_SESSION; id++) {
            submit(id, random);
            if (random.nextInt(3) == 0) {
                cancel(1 + random.nextLong(id));
            }
            for (int i = 0; i < 4; i++) {
                amend(Math.max(1, id - random.nextLong(12)), random);
            }
            if (random.nextInt(50) == 0) {
                intent(0, OrderKind.CANCEL_ALL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, NO_PRICE, false);
            }
            if (random.nextInt(60) == 0) {
                restart(timeMs);
            }
            timeMs = advance(timeMs, random.nextLong(50, 2_000));
        }
        kraken.calmDown();
        timeMs = advance(timeMs, 75_000);
        checkStops();
        for (long id = 1; id <= LIVES_IN_A_SESSION; id++) {
            cancel(id);
        }
        advance(timeMs, 150_000);
        check();
    }

    private void begin(final KnownAccount known, final long timeMs) {
        session = new OrderSession(
            List.of(PF_XBTUSD), SessionSettings.defaults(), new JournaledAccount(new ClientOrderIds("t"), known), timeMs, kraken, this::onReport, this);
        kraken.connect(session);
    }

    /** The process is gone, and another one knows what was reported to this one, and nothing else. */
    private void restart(final long timeMs) {
        trace.add(timeMs - START_MS + " restart");
        restarts++;
        final List<OpenOrder> open = sent.values().stream().filter(order -> !OrderStateMachine.isDone(states.get(order.clientOrderId())))
            .map(order -> asKnown(order, states.get(order.clientOrderId()))).toList();
        begin(new KnownAccount(
            List.of(new KnownAccount.Holding(positionE8, 0)), open, Set.copyOf(booked), 0, (START_MS - 10_000) * 1_000_000,
            timeMs * 1_000_000), timeMs);
    }

    private OpenOrder asKnown(final OpenOrder order, final OrderState state) {
        final OrderTerms terms = order.terms();
        return new OpenOrder(
            order.clientOrderId(),
            new OrderTerms(
                0, terms.type(), terms.side(), terms.qtyE8(), terms.limitPriceE8(),
                stopPricesE8.getOrDefault(order.clientOrderId(), terms.stopPriceE8()), terms.reduceOnly()),
            filledE8.get(order.clientOrderId()), amendsE8.getOrDefault(order.clientOrderId(), 0L),
            state == OrderState.NEW || state == OrderState.PARTIALLY_FILLED,
            state == OrderState.PENDING_CANCEL);
    }

    private long advance(final long fromMs, final long byMs) {
        for (long timeMs = fromMs; timeMs < fromMs + byMs; timeMs += 20) {
            kraken.runTo(timeMs);
            session.onTime(timeMs);
        }
        return fromMs + byMs;
    }

    private void submit(final long id, final SplittableRandom random) {
        final OrderType type = OrderType.values()[random.nextInt(6)];
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long markE8 = FixedPoint.toStepFloor(kraken.markE8(), PF_XBTUSD.tickE8());
        final long awayE8 = (random.nextLong(8) - 2) * PF_XBTUSD.tickE8();
        final long limitPriceE8 = markE8 + (side == Side.BUY ? -awayE8 : awayE8);
        final long away = 3 + random.nextLong(40);
        final boolean isTrailing = type == OrderType.TRAILING_STOP;
        final long stopPriceE8 = isTrailing ? away * PF_XBTUSD.tickE8() : markE8 + (side == Side.BUY ? 1 : -1) * away * PF_XBTUSD.tickE8();
        final long qtyE8 = (1 + random.nextLong(5_000)) * PF_XBTUSD.lotE8();
        states.put(id, OrderState.PENDING_NEW);
        sizesE8.put(id, qtyE8);
        filledE8.put(id, 0L);
        final boolean isStop = type == OrderType.STOP || isTrailing;
        final boolean isPriced = type != OrderType.MARKET && !isStop;
        final boolean reduceOnly = random.nextInt(8) == 0;
        final OrderTerms terms = new OrderTerms(0, type, side, qtyE8, isPriced ? limitPriceE8 : 0, isStop ? stopPriceE8 : 0, reduceOnly);
        sent.put(id, new OpenOrder(id, terms, 0, 0, false, false));
        if (type == OrderType.STOP) {
            stopPricesE8.put(id, stopPriceE8);
        }
        intent(
            id, OrderKind.NEW, type, side, qtyE8, isPriced ? limitPriceE8 : NO_PRICE, isStop ? stopPriceE8 : NO_PRICE, reduceOnly);
    }

    /** Moves a stop that is known to rest, by a tick or a few, one move at a time. */
    private void amend(final long id, final SplittableRandom random) {
        if (states.get(id) == OrderState.NEW && stopPricesE8.containsKey(id) && !amendsE8.containsKey(id)) {
            final long stopPriceE8 = stopPricesE8.get(id) + (random.nextLong(7) - 3) * PF_XBTUSD.tickE8();
            if (stopPriceE8 != stopPricesE8.get(id)) {
                amendsE8.put(id, stopPriceE8);
                intent(id, OrderKind.AMEND, OrderType.STOP, sent.get(id).terms().side(), sizesE8.get(id), NO_PRICE, stopPriceE8, sent.get(id).terms().reduceOnly());
            }
        }
    }

    /** Every stop that rests does so where we think it does. */
    private void checkStops() {
        for (final long id : stopPricesE8.keySet()) {
            final long restsE8 = kraken.stopPriceE8("t-" + id);
            if (restsE8 != 0 && !OrderStateMachine.isDone(states.get(id)) && states.get(id) != OrderState.PENDING_CANCEL) {
                assertEquals(stopPricesE8.get(id), restsE8, () -> where + ": the stop of order " + id + "\n" + story(id));
                assertFalse(amendsE8.containsKey(id), () -> where + ": not said where order " + id + " rests\n" + story(id));
            }
        }
    }

    private void onAmendAnswer(final long id, final boolean holds) {
        final Long stopPriceE8 = amendsE8.remove(id);
        assertNotNull(stopPriceE8, () -> where + ": nobody asked to move order " + id + "\n" + story(id));
        amended += holds ? 1 : 0;
        notAmended += holds ? 0 : 1;
        if (holds) {
            stopPricesE8.put(id, stopPriceE8);
        }
    }

    private void cancel(final long id) {
        if (!OrderStateMachine.isDone(states.get(id))) {
            states.put(id, next(id, OrderEvent.CANCEL_SENT));
            intent(id, OrderKind.CANCEL, OrderType.LIMIT, Side.BUY, 0, NO_PRICE, NO_PRICE, false);
        }
    }

    private void intent(
        final long id, final OrderKind kind, final OrderType type, final Side side, final long qtyE8, final long limitPriceE8, final long stopPriceE8,
        final boolean reduceOnly) {
        new OrderIntentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .causeSequence(1).timeNs(kraken.nowMs() * 1_000_000).clientOrderId(id).qtyE8(qtyE8).limitPriceE8(limitPriceE8).stopPriceE8(stopPriceE8)
            .instrumentId(0).kind(kind).orderType(type).side(side).reduceOnly((short) (reduceOnly ? 1 : 0)).purpose(OrderPurpose.INCREASE);
        session.onIntent(buffer, 0);
    }

    private OrderState next(final long id, final OrderEvent event) {
        final OrderState to = OrderStateMachine.next(states.get(id), event);
        assertNotEquals(OrderStateMachine.IMPOSSIBLE, to, () -> where + ": order " + id + " " + states.get(id) + " " + event + "\n" + story(id));
        return to;
    }

    private void onReport(final DirectBuffer report, final int offset, final int length) {
        final int templateId = InputMessage.templateId(report, offset);
        if (templateId == FundingPaymentDecoder.TEMPLATE_ID) {
            onFunding(new FundingPaymentDecoder().wrapAndApplyHeader(report, offset, new MessageHeaderDecoder()));
        }
        if (templateId != ExecutionReportDecoder.TEMPLATE_ID) {
            return;
        }
        final ExecutionReportDecoder decoder = new ExecutionReportDecoder().wrapAndApplyHeader(report, offset, new MessageHeaderDecoder());
        final long id = decoder.clientOrderId();
        trace.add(kraken.nowMs() - START_MS + " report t-" + id + " " + decoder.execType());
        if (decoder.execType() == ExecType.TRADE) {
            fills++;
            assertTrue(booked.add(new UUID(decoder.executionId().high(), decoder.executionId().low())), where + ": a fill twice");
            positionE8 += decoder.side() == Side.BUY ? decoder.lastQtyE8() : -decoder.lastQtyE8();
            filledE8.merge(id, decoder.lastQtyE8(), Long::sum);
            feesE8 += decoder.feeE8();
        }
        if (decoder.execType() == ExecType.AMENDED || decoder.execType() == ExecType.AMEND_REJECTED) {
            onAmendAnswer(id, decoder.execType() == ExecType.AMENDED);
        }
        if (decoder.reason() == VenueReason.UNKNOWN_ORDER && decoder.execType() == ExecType.EXPIRED) {
            neverArrived.add(id);
        }
        unanswered += decoder.execType() == ExecType.UNANSWERED ? 1 : 0;
        states.put(id, next(id, switch (decoder.execType()) {
            case NEW -> OrderEvent.ACCEPTED;
            case TRADE -> filledE8.get(id) >= sizesE8.get(id) ? OrderEvent.FILL_COMPLETE : OrderEvent.FILL_PARTIAL;
            case CANCELED -> OrderEvent.CANCEL_CONFIRMED;
            case REJECTED -> OrderEvent.REFUSED;
            case EXPIRED -> OrderEvent.EXPIRY;
            case TRIGGERED -> OrderEvent.TRIGGER;
            case CANCEL_REJECTED -> OrderEvent.CANCEL_REFUSED;
            case UNANSWERED -> OrderEvent.TIMEOUT;
            case AMENDED -> OrderEvent.AMEND_CONFIRMED;
            case AMEND_REJECTED -> OrderEvent.AMEND_REFUSED;
            case NULL_VAL -> throw new AssertionError("a report without a type");
        }));
    }

    private void onFunding(final FundingPaymentDecoder payment) {
        booked.add(KnownAccount.fundingId(payment.instrumentId(), payment.exchangeTimeNs(), payment.amountE8()));
        fundingE8 += payment.amountE8();
        fundings++;
    }

    private void check() {
        assertEquals(0, kraken.openOrders(), () -> where + ": open at the venue");
        for (long id = 1; id <= LIVES_IN_A_SESSION; id++) {
            final long each = id;
            final String text = "t-" + id;
            assertTrue(OrderStateMachine.isDone(states.get(id)), () -> where + ": order " + each + " is " + states.get(each) + "\n" + story(each));
            assertTrue(kraken.arrivals(text) <= 1, () -> where + ": order " + each + " is there more than once");
            assertEquals(kraken.filledE8(text), filledE8.get(id), () -> where + ": filled of order " + each + "\n" + story(each));
        }
        assertEquals(kraken.positionE8(), positionE8, () -> where + ": position");
        assertEquals(kraken.positionE8(), session.positionE8(0), () -> where + ": position of the session");
        assertEquals(0, session.openOrders(), where);
        assertEquals(0, differences, () -> where + ": " + trace.stream().filter(line -> line.contains("difference")).toList());
        neverArrived.forEach(id -> assertEquals(0, kraken.arrivals("t-" + id), () -> where + ": given up and yet it arrived\n" + story(id)));
        assertEquals(Agreement.AGREED, session.agreement(), where);
        assertEquals(kraken.fundingE8(), fundingE8, () -> where + ": funding");
        assertTrue(Math.abs(kraken.feesE8() - feesE8) <= fills, () -> where + ": fees " + kraken.feesE8() + " and " + feesE8);
    }

    private String story(final long id) {
        return String.join("\n", trace.stream().filter(line -> line.contains("t-" + id + " ") || line.contains("t-" + id + ",")
            || line.contains("t-" + id + "=") || line.contains("cancel all")).toList());
    }

    @Override
    public void onDifference(final String what) {
        trace.add(kraken.nowMs() - START_MS + " difference: " + what);
        differences++;
    }

    @Override
    public void onExternalOrder(final VenueOrderState order) {
        throw new AssertionError(where + ": an order nobody sent: " + order);
    }

    @Override
    public void onNotice(final String text) {
        trace.add("notice: " + text);
    }
}
