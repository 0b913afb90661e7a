package io.ringmaster.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.InstrumentDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows every report of a session and holds it against the orders sent and against its own ledger in BigDecimal. */
final class ReportAudit {

    /** What was sent. */
    record Sent(OrderType type, Side side, long qtyE8, long limitPriceE8, boolean reduceOnly) {

        boolean isStop() {
            return type == OrderType.STOP || type == OrderType.TRAILING_STOP;
        }
    }

    private static final class Life {
        private Sent sent;
        private long cumE8;
        private boolean accepted;
        private boolean triggered;
        private boolean done;
    }

    private final String label;
    private final List<InstrumentDefinition> definitions;
    private final Map<Long, Life> lives = new HashMap<>();
    private final Set<Long> executionIds = new HashSet<>();
    private final BigDecimal[] position;
    private final BigDecimal[] cost;
    private final long[] positionE8;
    private BigDecimal cash;
    private BigDecimal flows;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal funding = BigDecimal.ZERO;
    private long previousNs = Long.MIN_VALUE;
    final Set<ExecType> execTypes = EnumSet.noneOf(ExecType.class);
    final Set<VenueReason> reasons = EnumSet.noneOf(VenueReason.class);
    int makerFills;
    int takerFills;
    int fundings;

    ReportAudit(final String label, final List<InstrumentDefinition> definitions, final long initialCashE8) {
        this.label = label;
        this.definitions = definitions;
        position = new BigDecimal[definitions.size()];
        cost = new BigDecimal[definitions.size()];
        positionE8 = new long[definitions.size()];
        for (int i = 0; i < position.length; i++) {
            position[i] = BigDecimal.ZERO;
            cost[i] = BigDecimal.ZERO;
        }
        cash = e8(initialCashE8);
        flows = cash;
    }

    void onSent(final long id, final Sent sent) {
        if (!lives.containsKey(id)) {
            final Life life = new Life();
            life.sent = sent;
            lives.put(id, life);
        }
    }

    void onReport(final Report report) {
        assertTrue(report.receiveTimeNs() >= previousNs, () -> label + " time goes back at " + report);
        previousNs = report.receiveTimeNs();
        switch (report) {
            case Report.Execution execution -> onExecution(execution);
            case Report.Funding payment -> onFunding(payment);
            case Report.Position p -> assertEquals(positionE8[p.instrumentId()], p.positionQtyE8(), () -> label + " " + p);
            case Report.Account account -> assertEquals(0, e8(account.cashE8()).compareTo(cash), () -> label + " " + account + " " + cash);
        }
    }

    private void onExecution(final Report.Execution e) {
        execTypes.add(e.execType());
        reasons.add(e.reason());
        final String at = label + " " + e;
        if (e.execType() == ExecType.TRADE) {
            book(e, at);
        }
        if (e.clientOrderId() != 0) {
            follow(e, lives.get(e.clientOrderId()), at);
        } else {
            assertEquals(VenueReason.LIQUIDATION, e.reason(), at);
        }
    }

    private void follow(final Report.Execution e, final Life life, final String at) {
        switch (e.execType()) {
            case NEW -> {
                assertTrue(!life.accepted && !life.done, at);
                life.accepted = true;
            }
            case TRADE -> {
                checkFill(e, life, at);
                life.cumE8 += e.lastQtyE8();
                life.done = life.cumE8 == life.sent.qtyE8();
            }
            case TRIGGERED -> {
                assertTrue(life.accepted && !life.done && !life.triggered, at);
                assertTrue(life.sent.isStop(), at);
                life.triggered = true;
            }
            case CANCELED, EXPIRED -> {
                assertTrue(life.accepted && !life.done, at);
                life.done = true;
            }
            case REJECTED -> {
                assertTrue(e.reason() == VenueReason.DUPLICATE_ID || !life.accepted && !life.done, at);
                life.done |= e.reason() != VenueReason.DUPLICATE_ID;
            }
            case AMENDED -> {
                assertTrue(life.accepted && !life.done && !life.triggered, at);
                assertEquals(OrderType.STOP, life.sent.type(), at);
            }
            case CANCEL_REJECTED, AMEND_REJECTED -> assertEquals(VenueReason.UNKNOWN_ORDER, e.reason(), at);
            case NULL_VAL -> throw new AssertionError(at);
        }
        if (e.execType() != ExecType.CANCEL_REJECTED && e.execType() != ExecType.AMEND_REJECTED && e.reason() != VenueReason.DUPLICATE_ID) {
            assertEquals(life.cumE8, e.cumQtyE8(), at);
            assertEquals(life.done ? 0 : life.sent.qtyE8() - life.cumE8, e.leavesQtyE8(), at);
        }
    }

    private void checkFill(final Report.Execution e, final Life life, final String at) {
        final Sent sent = life.sent;
        assertTrue(life.accepted && !life.done, at);
        assertEquals(sent.side(), e.side(), at);
        assertTrue(!sent.isStop() || life.triggered, at);
        if (sent.type() == OrderType.LIMIT || sent.type() == OrderType.POST_ONLY || sent.type() == OrderType.IOC) {
            assertTrue(sent.side() == Side.BUY ? e.lastPriceE8() <= sent.limitPriceE8() : e.lastPriceE8() >= sent.limitPriceE8(), at);
        }
        if (sent.type() == OrderType.POST_ONLY) {
            assertEquals(Liquidity.MAKER, e.liquidity(), at);
        }
        if (e.liquidity() == Liquidity.MAKER) {
            assertEquals(sent.limitPriceE8(), e.lastPriceE8(), at);
        }
        if (sent.reduceOnly()) {
            final long after = positionE8[e.instrumentId()];
            final long before = after - (e.side() == Side.BUY ? e.lastQtyE8() : -e.lastQtyE8());
            assertTrue(Math.abs(after) < Math.abs(before) && Long.signum(after) != -Long.signum(before), at);
        }
    }

    private void book(final Report.Execution e, final String at) {
        final InstrumentDefinition definition = definitions.get(e.instrumentId());
        assertTrue(e.lastQtyE8() > 0 && e.lastQtyE8() % definition.lotE8() == 0, at);
        assertTrue(e.lastPriceE8() > 0 && e.lastPriceE8() % definition.tickE8() == 0, at);
        assertTrue(executionIds.add(e.executionHigh() * 31 + e.executionLow()), at);
        final BigDecimal signedQty = e.side() == Side.BUY ? e8(e.lastQtyE8()) : e8(-e.lastQtyE8());
        final BigDecimal notional = rounded(signedQty.multiply(e8(e.lastPriceE8())));
        final boolean maker = e.liquidity() == Liquidity.MAKER;
        final BigDecimal fee = rounded(notional.abs().multiply(e8(maker ? definition.makerFeeE8() : definition.takerFeeE8())));
        assertEquals(0, fee.compareTo(e8(e.feeE8())), at);
        fees = fees.add(fee);
        flows = flows.subtract(notional).subtract(fee);
        cash = cash.add(realise(e.instrumentId(), signedQty, notional)).subtract(fee);
        positionE8[e.instrumentId()] += e.side() == Side.BUY ? e.lastQtyE8() : -e.lastQtyE8();
        makerFills += maker ? 1 : 0;
        takerFills += maker ? 0 : 1;
    }

    /** Average cost: what closes gives up its share of the cost; a turn is a close and an open. */
    private BigDecimal realise(final int i, final BigDecimal signedQty, final BigDecimal notional) {
        BigDecimal realised = BigDecimal.ZERO;
        BigDecimal opening = notional;
        if (position[i].signum() * signedQty.signum() < 0) {
            final BigDecimal closed = position[i].abs().min(signedQty.abs());
            final BigDecimal closedCost = cost[i].multiply(closed).divide(position[i].abs(), 8, RoundingMode.HALF_EVEN);
            final BigDecimal closedNotional = notional.multiply(closed).divide(signedQty.abs(), 8, RoundingMode.HALF_EVEN);
            realised = closedCost.add(closedNotional).negate();
            opening = notional.subtract(closedNotional);
            cost[i] = cost[i].subtract(closedCost);
        }
        cost[i] = cost[i].add(opening);
        position[i] = position[i].add(signedQty);
        return realised;
    }

    private void onFunding(final Report.Funding payment) {
        fundings++;
        final BigDecimal amount = rounded(position[payment.instrumentId()].multiply(e8(payment.fundingRateE8()))).negate();
        assertEquals(0, amount.compareTo(e8(payment.amountE8())), () -> label + " " + payment + " " + amount);
        assertEquals(positionE8[payment.instrumentId()], payment.positionQtyE8(), () -> label + " " + payment);
        funding = funding.add(amount);
        flows = flows.add(amount);
        cash = cash.add(amount);
    }

    /** Everything the venue knows at the end, against what its reports add up to. */
    void agree(final SimulatedVenue venue) {
        BigDecimal equity = flows;
        for (int i = 0; i < position.length; i++) {
            assertEquals(positionE8[i], venue.positionE8(i), label);
            equity = equity.add(rounded(position[i].multiply(e8(venue.markPriceE8(i)))));
        }
        assertEquals(0, equity.compareTo(e8(venue.equityE8())), () -> label + " equity " + e8(venue.equityE8()));
        assertEquals(0, cash.compareTo(e8(venue.cashE8())), () -> label + " cash " + cash + " venue " + e8(venue.cashE8()));
        assertEquals(0, fees.compareTo(e8(venue.feesE8())), label);
        assertEquals(0, funding.compareTo(e8(venue.fundingE8())), label);
        long open = 0;
        for (int i = 0; i < position.length; i++) {
            open += venue.openOrders(i);
        }
        assertEquals(lives.values().stream().filter(life -> life.accepted && !life.done).count(), open, label);
    }

    private static BigDecimal e8(final long value) {
        return BigDecimal.valueOf(value, 8);
    }

    private static BigDecimal rounded(final BigDecimal value) {
        return value.setScale(8, RoundingMode.HALF_EVEN);
    }
}
