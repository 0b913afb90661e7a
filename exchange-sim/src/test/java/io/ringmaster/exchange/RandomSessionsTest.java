package io.ringmaster.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.exchange.matching.SelfFillPolicy;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand random sessions: whatever the market and the orders do, position is the sum of the fills and equity is right to the last
 * unit, by a second account in decimals that hears only the reports.
 */
class RandomSessionsTest {

    private static final int SESSIONS = 4_000 * Integer.getInteger("times", 1);
    private static final int STEPS = 90;
    private static final long SEED = Long.getLong("seed", 20261121);
    private static final long FIRST_NS = 1_700_000_000_000_000_000L;
    private static final long ONE = FixedPoint.ONE;

    private final Set<ExecType> execTypes = EnumSet.noneOf(ExecType.class);
    private final Set<VenueReason> reasons = EnumSet.noneOf(VenueReason.class);
    private long fills;
    private long makerFills;
    private long fundings;
    private long liquidated;

    @Test
    void shouldKeepPositionAndEquityToTheLastUnit() {
        for (int session = 0; session < SESSIONS; session++) {
            new RandomSession(SEED + session, session % 3 == 0).play();
        }
        System.out.printf("%,d sessions: %,d fills, %,d of them as maker, %,d funding payments, %,d sessions with a liquidation%n",
            SESSIONS, fills, makerFills, fundings, liquidated);

        // A test of random sessions is worth what they touch.
        assertTrue(execTypes.containsAll(EnumSet.complementOf(EnumSet.of(ExecType.NULL_VAL, ExecType.EXPIRED, ExecType.UNANSWERED))), execTypes.toString());
        assertTrue(reasons.contains(VenueReason.LIQUIDATION), reasons.toString());
        assertTrue(fills > 10L * SESSIONS && makerFills > SESSIONS && fundings > SESSIONS && liquidated > SESSIONS / 200,
            "fills=" + fills + " maker=" + makerFills + " fundings=" + fundings + " liquidated=" + liquidated);
    }

    private final class RandomSession {

        private final String label;
        private final boolean isOfBars;
        private final Random random;
        private final List<InstrumentDefinition> instruments;
        private final Messages messages = new Messages();
        private final ReportAudit audit;
        private final SimulatedVenue venue;
        private final long[] middleE8;
        private long nowNs = FIRST_NS;
        private long lastId;
        private long bookSequence;

        private RandomSession(final long seed, final boolean isOfBars) {
            label = "seed=" + seed;
            this.isOfBars = isOfBars;
            random = new Random(seed);
            final long tickE8 = new long[] {ONE, ONE / 10, ONE / 2, ONE / 100}[random.nextInt(4)];
            instruments = random.nextInt(4) == 0
                ? List.of(InstrumentDefinition.perpetual("A", tickE8), InstrumentDefinition.perpetual("B", ONE))
                : List.of(InstrumentDefinition.perpetual("A", tickE8));
            middleE8 = instruments.stream().mapToLong(i -> 60_000 * ONE).toArray();
            final long cashE8 = (500 + random.nextInt(20_000)) * ONE + random.nextInt(1_000);
            final VenueSettings settings = new VenueSettings(
                new VenueSettings.Latency(1 + random.nextInt(20_000_000), random.nextInt(20_000_000), random.nextInt(5_000_000), false),
                random.nextInt(5) * ONE, 1_000_000, new VenueSettings.FundingRule(random.nextInt(4) > 0, random.nextInt(40_000) - 20_000), true,
                random.nextBoolean() ? SelfFillPolicy.REJECT_TAKER : SelfFillPolicy.values()[random.nextInt(SelfFillPolicy.values().length)], 0);
            audit = new ReportAudit(label, instruments, cashE8);
            venue = new SimulatedVenue(
                instruments, settings, cashE8, seed, (buffer, offset, length) -> audit.onReport(Report.decode(buffer, offset)));
        }

        private void play() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            // Everything under way comes through.
            venue.advanceTo(nowNs + 60_000_000_000L);
            audit.agree(venue);
            execTypes.addAll(audit.execTypes);
            reasons.addAll(audit.reasons);
            fills += audit.makerFills + audit.takerFills;
            makerFills += audit.makerFills;
            fundings += audit.fundings;
            liquidated += audit.reasons.contains(VenueReason.LIQUIDATION) ? 1 : 0;
        }

        private void step() {
            nowNs += random.nextInt(12) == 0 ? random.nextLong(7_200_000_000_000L) : random.nextLong(400_000_000L);
            final int instrumentId = random.nextInt(instruments.size());
            venue.advanceTo(nowNs);
            final int what = random.nextInt(100);
            if (what < 45) {
                market(instrumentId);
            } else if (what < 84) {
                order(instrumentId);
            } else if (what < 88) {
                final long awayE8 = (random.nextInt(13) - 6) * instruments.get(instrumentId).tickE8();
                final long stopPriceE8 = FixedPoint.toStepFloor(middleE8[instrumentId], instruments.get(instrumentId).tickE8()) + awayE8;
                venue.onOrderIntent(messages.buffer, 0, messages.amend(nowNs, instrumentId, 1 + random.nextLong(lastId + 2), stopPriceE8));
            } else if (what < 97) {
                venue.onOrderIntent(messages.buffer, 0, messages.cancel(nowNs, instrumentId, 1 + random.nextLong(lastId + 2)));
            } else {
                venue.onOrderIntent(messages.buffer, 0, messages.cancelAll(nowNs, instrumentId));
            }
        }

        private void market(final int instrumentId) {
            final long tickE8 = instruments.get(instrumentId).tickE8();
            final long jumpE8 = random.nextInt(40) == 0 ? 3_000 * ONE : 30 * ONE;
            middleE8[instrumentId] = Math.max(2_000 * ONE, middleE8[instrumentId] + random.nextLong(2 * jumpE8) - jumpE8);
            final long middle = FixedPoint.toStepFloor(middleE8[instrumentId], tickE8);
            if (isOfBars) {
                bar(instrumentId, middle, tickE8);
                return;
            }
            final int kind = random.nextInt(10);
            if (kind < 5) {
                bookSequence++;
                venue.onMarket(messages.buffer, 0, messages.snapshot(
                    nowNs, instrumentId, bookSequence, Messages.FIRST | Messages.LAST,
                    side(middle - tickE8, -tickE8), side(middle + tickE8, tickE8)));
            } else if (kind < 8) {
                final Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
                final long priceE8 = middle + (random.nextInt(9) - 4) * tickE8;
                venue.onMarket(messages.buffer, 0, messages.trade(nowNs, instrumentId, priceE8, lots(20_000), aggressor));
            } else {
                final long markE8 = middleE8[instrumentId] + random.nextInt(1_000);
                final long rateE8 = random.nextInt(3) == 0 ? random.nextLong(4 * ONE) - 2 * ONE : Messages.NONE;
                venue.onMarket(messages.buffer, 0, messages.ticker(nowNs, instrumentId, Messages.NONE, markE8, rateE8));
            }
        }

        private void bar(final int instrumentId, final long closeE8, final long tickE8) {
            final long openE8 = closeE8 + (random.nextInt(21) - 10) * tickE8;
            final long highE8 = Math.max(openE8, closeE8) + random.nextInt(30) * tickE8;
            final long lowE8 = Math.max(tickE8, Math.min(openE8, closeE8) - random.nextInt(30) * tickE8);
            final long endNs = nowNs + 60_000_000_000L;
            venue.advanceTo(endNs - 1);
            venue.onMarket(messages.buffer, 0, messages.bar(
                endNs, instrumentId, 60_000_000_000L, openE8, highE8, lowE8, closeE8, BarPhase.LIVE));
            venue.advanceTo(endNs);
            nowNs = endNs;
        }

        private long[] side(final long bestE8, final long stepE8) {
            final long[] levels = new long[2 * (1 + random.nextInt(5))];
            for (int i = 0; i < levels.length; i += 2) {
                levels[i] = bestE8 + i / 2 * stepE8;
                levels[i + 1] = lots(10_000);
            }
            return levels;
        }

        private void order(final int instrumentId) {
            final OrderType[] types = {OrderType.LIMIT, OrderType.POST_ONLY, OrderType.IOC, OrderType.MARKET, OrderType.STOP,
                OrderType.TRAILING_STOP};
            final OrderType type = types[random.nextInt(types.length)];
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long tickE8 = instruments.get(instrumentId).tickE8();
            final long awayE8 = (random.nextInt(13) - 4) * tickE8 * (side == Side.BUY ? -1 : 1);
            final long priceE8 = Math.max(tickE8, FixedPoint.toStepFloor(middleE8[instrumentId], tickE8) + awayE8);
            final long qtyE8 = lots(random.nextInt(6) == 0 ? 20_000 : 2_000);
            final boolean isTrailing = type == OrderType.TRAILING_STOP;
            final long limitPriceE8 = type == OrderType.MARKET || type == OrderType.STOP || isTrailing ? Messages.NONE : priceE8;
            final long stopPriceE8 = isTrailing ? (1 + random.nextInt(20)) * tickE8 : type == OrderType.STOP ? priceE8 : Messages.NONE;
            final boolean reduceOnly = random.nextInt(4) == 0;
            final long id = random.nextInt(30) == 0 && lastId > 0 ? 1 + random.nextLong(lastId) : ++lastId;
            audit.onSent(id, new ReportAudit.Sent(type, side, qtyE8, limitPriceE8, reduceOnly));
            venue.onOrderIntent(
                messages.buffer, 0, messages.order(nowNs, instrumentId, id, type, side, qtyE8, limitPriceE8, stopPriceE8, reduceOnly));
        }

        private long lots(final int most) {
            return (1 + random.nextLong(most)) * 10_000;
        }
    }
}
