package io.ringmaster.pipeline.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.inference.RegimeWeights;
import io.ringmaster.inference.Target;
import io.ringmaster.inference.Voters;
import io.ringmaster.pipeline.core.observation.ObservedAccount;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.VenueReason;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the decision stage keeps for a model's observation: the times and stops of positions, and the sums of what strategies say. */
class ObservedStateTest {

    private static final long SEED = Long.getLong("seed", 5);
    private static final int STRATEGIES = 12;
    private static final Signal[] SAID = {Signal.LONG, Signal.SHORT, Signal.FLAT, Signal.HOLD};

    private final Ledger ledger = new Ledger(List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE)), FixedPoint.parse("10000"));
    private final ObservedPositions positions = new ObservedPositions(ledger, 1);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private long nowNs;

    private ExecutionReportDecoder report(final ExecType type, final long orderId, final Side side, final String qty) {
        new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .receiveTimeNs(++nowNs).exchangeTimeNs(nowNs).clientOrderId(orderId).lastQtyE8(FixedPoint.parse(qty)).lastPriceE8(FixedPoint.parse("100"))
            .cumQtyE8(0).leavesQtyE8(0).feeE8(0).instrumentId(0).execType(type).side(side).liquidity(Liquidity.NONE).reason(VenueReason.NONE);
        return new ExecutionReportDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }

    private void fill(final long orderId, final Side side, final String qty) {
        final ExecutionReportDecoder fill = report(ExecType.TRADE, orderId, side, qty);
        final long before = ledger.positionE8(0);
        ledger.onFill(0, side, fill.lastQtyE8(), fill.lastPriceE8(), 0);
        positions.onReport(fill);
        positions.onFill(0, fill.receiveTimeNs(), positions.isStop(fill), before);
    }

    private void want(final Signal signal, final long stopPriceE8) {
        final Target target = new Target();
        target.hold(0, DecisionReason.MODEL);
        target.signal = signal;
        target.stopPriceE8 = stopPriceE8;
        positions.onTarget(target);
    }

    /** Fills at times 1, 2, ...: a position opens from flat and from the other side, not when it grows or shrinks. */
    @Test
    void shouldKnowWhenAPositionOpened() {
        assertEquals(ObservedAccount.NEVER, positions.openedTimeNs(0));
        fill(1, Side.BUY, "1");
        fill(2, Side.BUY, "1");
        fill(3, Side.SELL, "1");
        assertEquals(1, positions.openedTimeNs(0));
        fill(4, Side.SELL, "3");
        assertEquals(4, positions.openedTimeNs(0));
        fill(5, Side.BUY, "2");
        assertEquals(ObservedAccount.NEVER, positions.openedTimeNs(0));
        assertEquals(FixedPoint.parse("10000"), positions.initialEquityE8());
    }

    @Test
    void shouldTakeTheFillOfATriggeredOrderForAStop() {
        fill(1, Side.BUY, "2");
        fill(2, Side.SELL, "1");
        assertEquals(ObservedAccount.NEVER, positions.stopFilledTimeNs(0), "an exit without a stop");
        positions.onReport(report(ExecType.TRIGGERED, 3, Side.SELL, "0"));
        assertEquals(ObservedAccount.NEVER, positions.stopFilledTimeNs(0), "triggered, not filled");
        fill(3, Side.SELL, "1");
        assertEquals(4, positions.stopFilledTimeNs(0));
    }

    @Test
    void shouldKnowTheStopThatThePolicyNamedForThePosition() {
        want(Signal.LONG, 95);
        assertEquals(0, positions.stopPriceE8(0), "no position yet");
        fill(1, Side.BUY, "1");
        assertEquals(95, positions.stopPriceE8(0));
        want(Signal.HOLD, Target.NO_PRICE);
        assertEquals(95, positions.stopPriceE8(0), "the position and its stop stay");
        want(Signal.LONG, 97);
        assertEquals(97, positions.stopPriceE8(0));
        fill(2, Side.SELL, "1");
        fill(3, Side.BUY, "1");
        assertEquals(0, positions.stopPriceE8(0), "the stop was of the position before");
    }

    /** Strategies of two instruments change at random; the sums are those of a count from the beginning. */
    @Test
    void shouldKeepSumsThatEqualACountFromTheBeginning() {
        final List<Integer> instruments = IntStream.range(0, STRATEGIES).mapToObj(i -> i % 2).toList();
        final SpokenSignals signals = new SpokenSignals(
            new Voters(
                IntStream.range(0, STRATEGIES).mapToObj(i -> "s" + i).toList(), instruments, Collections.nCopies(STRATEGIES, 1L),
                Collections.nCopies(STRATEGIES, 1L), Collections.nCopies(STRATEGIES, RegimeWeights.NEUTRAL)), 2, null);
        final Random random = new Random(SEED);
        final Signal[] said = new Signal[STRATEGIES];
        Arrays.fill(said, Signal.HOLD);
        final long[] strength = new long[STRATEGIES];
        final long[] confidence = new long[STRATEGIES];
        final boolean[] isActive = new boolean[STRATEGIES];
        final boolean[] wasActive = new boolean[STRATEGIES];
        for (int step = 0; step < 5_000; step++) {
            final int i = random.nextInt(STRATEGIES);
            if (random.nextInt(3) == 0) {
                isActive[i] = random.nextBoolean();
                wasActive[i] |= isActive[i];
                signals.onActive(i, isActive[i]);
            } else {
                said[i] = SAID[random.nextInt(SAID.length)];
                strength[i] = random.nextInt(1_000);
                confidence[i] = random.nextInt(1_000);
                signals.onRecommendation(i, said[i], strength[i] / 1e8, confidence[i] / 1e8);
            }
            final int instrument = random.nextInt(2);
            final int at = step;
            assertEquals(
                IntStream.range(0, STRATEGIES).filter(k -> isActive[k] && instruments.get(k) == instrument).count(), signals.count(instrument));
            for (final Signal each : SAID) {
                final int[] counted = IntStream.range(0, STRATEGIES).filter(k -> isActive[k] && instruments.get(k) == instrument && said[k] == each)
                    .toArray();
                final long sum = Arrays.stream(counted).mapToLong(k -> strength[k]).sum();
                assertEquals(counted.length, signals.count(instrument, each), () -> "step " + at + " seed=" + SEED);
                assertEquals(sum, signals.strengthE8(instrument, each), () -> "step " + at + " seed=" + SEED);
                assertEquals(Arrays.stream(counted).mapToLong(k -> confidence[k]).sum(), signals.confidenceE8(instrument, each), () -> "step " + at + " seed=" + SEED);
            }
            assertEquals(isActive[i] ? said[i] : Signal.HOLD, signals.signal(i));
            assertEquals(IntStream.range(0, STRATEGIES).allMatch(k -> wasActive[k]), signals.areWarm());
        }
        assertTrue(signals.areWarm());
        assertFalse(Double.isFinite(signals.weight(0)), "no experts");
    }
}
