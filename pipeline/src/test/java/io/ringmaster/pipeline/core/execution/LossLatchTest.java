package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A loss flattens whatever else is latched, and what is latched never keeps a position from being left. One unit at 10000: 1 of loss a point. */
class LossLatchTest {

    private static final long SECOND = Bench.SECOND;
    private static final long HALF_A_DAY = 43_200 * SECOND;
    private static final Map<String, String> WIDE = Map.of("defaultStopBps", "5000", "maxStopBps", "9000");

    private static Bench holdingOne(final Map<String, String> risk) {
        final Bench bench = new Bench(WIDE, risk).mark("10000").decide(Signal.LONG, "1").fill(1, Side.BUY, "1", "10000");
        assertEquals(List.of("NEW 1 BUY 1 INCREASE"), bench.said());
        return bench;
    }

    @Test
    void shouldFlattenAtTheDailyLossThoughSomethingElseIsLatched() {
        for (final LatchReason earlier : List.of(LatchReason.REPEATED_EXECUTION, LatchReason.JOURNAL, LatchReason.ACCOUNT_MISMATCH)) {
            final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).latch(earlier).mark("9501");
            assertEquals(List.of(), bench.said(), "499 lost");
            bench.mark("9500");
            assertEquals(List.of("NEW 2 SELL 1 FLATTEN"), bench.said());
            assertEquals(List.of("on " + earlier, "on DAILY_LOSS"), bench.latches());
        }
    }

    @Test
    void shouldFlattenWithEitherLatchOfALossAndWithNoOther() {
        for (final LatchReason reason : List.of(LatchReason.DAILY_LOSS, LatchReason.DRAWDOWN)) {
            assertEquals(List.of("NEW 2 SELL 1 FLATTEN"), holdingOne(Map.of()).latch(reason).said(), reason.name());
        }
        assertEquals(List.of(), holdingOne(Map.of()).latch(LatchReason.ACCOUNT_MISMATCH).said());
    }

    @Test
    void shouldCancelEverythingWhenKilled() {
        final Bench bench = new Bench(WIDE, Map.of()).mark("10000").decide(Signal.LONG, "1");
        assertEquals(List.of("NEW 1 BUY 1 INCREASE"), bench.said());
        bench.core.onCommand(CommandKind.KILL);
        assertEquals(List.of("CANCEL_ALL 0"), bench.said());
        assertEquals(List.of("on KILL_COMMAND"), bench.latches());
    }

    @Test
    void shouldTakeNoDecisionAfterCloseAllUntilAPersonResumes() {
        final Bench bench = holdingOne(Map.of());
        bench.core.onCommand(CommandKind.CLOSE_ALL);
        assertEquals(List.of("NEW 2 SELL 1 FLATTEN"), bench.said());
        assertEquals(List.of(), bench.fill(2, Side.SELL, "1", "10000").mark("10000").decide(Signal.LONG, "1").said());
        bench.core.onCommand(CommandKind.RESUME);
        assertEquals(List.of("NEW 3 BUY 1 INCREASE"), bench.decide(Signal.LONG, "1").said());
    }

    @Test
    void shouldNotCountRefusedExits() {
        final Bench bench = holdingOne(Map.of("maxConsecutiveRejects", "1")).decide(Signal.FLAT, "0");
        assertEquals(List.of("NEW 2 SELL 1 REDUCE"), bench.said());
        assertEquals(List.of(), bench.report(2, ExecType.REJECTED).latches());
    }

    @Test
    void shouldCountRefusalsInARowOnly() {
        final Bench bench = new Bench(WIDE, Map.of("maxConsecutiveRejects", "2")).mark("10000").decide(Signal.LONG, "1");
        bench.report(1, ExecType.REJECTED).mark("10000");
        bench.report(2, ExecType.NEW).report(2, ExecType.CANCELED).mark("10000");
        assertEquals(List.of("NEW 1 BUY 1 INCREASE", "NEW 2 BUY 1 INCREASE", "NEW 3 BUY 1 INCREASE"), bench.said());
        assertEquals(List.of(), bench.report(3, ExecType.REJECTED).latches());
        bench.mark("10000").report(4, ExecType.REJECTED);
        assertEquals(List.of("on CONSECUTIVE_REJECTS"), bench.latches());
    }

    /** No order of messages explains an order that was refused and works after all. */
    @Test
    void shouldLatchAtWhatCannotBe() {
        final Bench bench = new Bench(WIDE, Map.of()).mark("10000").decide(Signal.LONG, "1").report(1, ExecType.REJECTED);
        assertEquals(List.of(), bench.latches());
        bench.report(1, ExecType.NEW);
        assertEquals(List.of("on IMPOSSIBLE_EVENT"), bench.latches());
    }

    /** Another build follows what was done; the process died between an exit that expired and the next one. */
    @Test
    void shouldGoOnClosingEverythingWhenAnotherBuildGoesOn() {
        final Bench bench = new Bench(WIDE, Map.of()).mark("10000");
        bench.core.follower().begin();
        bench.fill(77, Side.BUY, "1", "10000").command(CommandKind.CLOSE_ALL).mark("10000");
        assertEquals(List.of(), bench.said(), "it only follows");
        bench.core.follower().end();
        bench.restart(SECOND).mark("10000");
        assertEquals(1, bench.said().stream().filter(each -> each.endsWith("SELL 1 FLATTEN")).count());
    }

    @Test
    void shouldLatchAtAFillOfNoOrderOfOurs() {
        final Bench bench = new Bench(WIDE, Map.of()).mark("10000").fill(77, Side.BUY, "1", "10000");
        assertEquals(List.of("on POSITION_MISMATCH"), bench.latches());
    }

    @Test
    void shouldCallAnOrderDoneThatIsFilledBeyondItsSize() {
        final Bench bench = new Bench(WIDE, Map.of()).mark("10000").decide(Signal.LONG, "1").fill(1, Side.BUY, "1.5", "10000");
        assertEquals(List.of("NEW 1 BUY 1 INCREASE", "NEW 2 SELL 0.5 REDUCE"), bench.said());
    }

    @Test
    void shouldFlattenAtTheDrawdownThoughSomethingElseIsLatched() {
        final Bench bench = holdingOne(Map.of("maxDrawdown", "0.1", "maxDailyLoss", "100000")).latch(LatchReason.ORDER_UNKNOWN).mark("9000");
        assertEquals(List.of("NEW 2 SELL 1 FLATTEN"), bench.said());
    }

    @Test
    void shouldFlattenWithTooManyEntriesLatched() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500", "maxEntries", "1")).mark("9500");
        assertEquals(List.of("on REPEATED_EXECUTION", "on DAILY_LOSS"), bench.latches());
        assertEquals(List.of("NEW 2 SELL 1 FLATTEN"), bench.said());
    }

    @Test
    void shouldFlattenWhatIsFilledAfterTheFlattening() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).decide(Signal.LONG, "1.5");
        assertEquals(List.of("NEW 2 BUY 0.5 INCREASE"), bench.said());
        bench.mark("9500");
        assertEquals(List.of("CANCEL 2"), bench.said(), "one order at a time");
        bench.report(2, ExecType.CANCELED);
        assertEquals(List.of("NEW 3 SELL 1 FLATTEN"), bench.said());
        bench.fill(3, Side.SELL, "1", "9500").fill(2, Side.BUY, "0.5", "9500");
        assertEquals(List.of("NEW 4 SELL 0.5 FLATTEN"), bench.said());
    }

    @Test
    void shouldLeaveByADecisionWhileLatchedOrPaused() {
        for (final boolean isLatched : new boolean[] {true, false}) {
            final Bench bench = holdingOne(Map.of());
            if (isLatched) {
                bench.latch(LatchReason.ACCOUNT_MISMATCH);
            } else {
                bench.command(CommandKind.PAUSE);
            }
            bench.decide(Signal.LONG, "2");
            assertEquals(List.of(), bench.said(), "no new risk");
            bench.decide(Signal.LONG, "0.4");
            assertEquals(List.of("NEW 2 SELL 0.6 REDUCE"), bench.said());
            bench.fill(2, Side.SELL, "0.6", "10000").decide(Signal.SHORT, "-1");
            assertEquals(List.of("NEW 3 SELL 0.4 REDUCE"), bench.said());
            bench.fill(3, Side.SELL, "0.4", "10000").mark("10000");
            assertEquals(List.of(), bench.said(), "it leaves and does not turn");
            bench.decide(Signal.LONG, "1");
            assertEquals(List.of(), bench.said());
        }
    }

    @Test
    void shouldLeaveWhileTheJournalIsUnhealthy() {
        final Bench bench = holdingOne(Map.of()).journal(false).decide(Signal.FLAT, "0");
        assertEquals(List.of("NEW 2 SELL 1 REDUCE"), bench.said());
    }

    @Test
    void shouldStopOutWhileTheJournalIsUnhealthy() {
        final Bench bench = holdingOne(Map.of()).journal(false).mark("5000");
        assertEquals(List.of("NEW 2 SELL 1 STOP_EXIT"), bench.said());
    }

    @Test
    void shouldReleaseTheDailyLossWithTheNextDay() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).mark("9500").fill(2, Side.SELL, "1", "9500");
        bench.latches();
        bench.said();
        bench.decide(Signal.LONG, "0.5").mark(0, "9500", HALF_A_DAY - 20 * SECOND);
        assertTrue(bench.core.isLatched(), "still the same day");
        bench.mark(0, "9500", 20 * SECOND);
        assertFalse(bench.core.isLatched());
        assertEquals(List.of("off NEW_DAY"), bench.latches());
        assertEquals(List.of(), bench.said(), "what was decided while latched is not made up for");
        bench.decide(Signal.LONG, "0.5");
        assertEquals(List.of("NEW 3 BUY 0.5 INCREASE"), bench.said());
    }

    @Test
    void shouldKeepTheDailyLossForAPersonWhereThatIsWanted() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500", "dailyLossLatch", "person")).mark("9500").fill(2, Side.SELL, "1", "9500");
        bench.mark(0, "9500", 4 * HALF_A_DAY);
        assertTrue(bench.core.isLatched());
        bench.command(CommandKind.RESET_LATCH);
        assertFalse(bench.core.isLatched());
    }

    @Test
    void shouldNotReleaseAnythingElseWithTheNextDay() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).latch(LatchReason.ACCOUNT_MISMATCH).mark("9500").fill(2, Side.SELL, "1", "9500");
        bench.mark(0, "9500", 2 * HALF_A_DAY);
        assertTrue(bench.core.isLatched());
        assertEquals(List.of("on ACCOUNT_MISMATCH", "on DAILY_LOSS", "on ACCOUNT_MISMATCH"), bench.latches());
    }

    @Test
    void shouldKeepTheDailyLossOverARestartOnTheSameDay() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).mark("9500").fill(2, Side.SELL, "1", "9500").restart(60 * SECOND);
        assertTrue(bench.core.isLatched());
        assertEquals(List.of("on DAILY_LOSS"), bench.latches());
    }

    @Test
    void shouldLimitTheDailyLossAsAShareOfTheDaysFirstEquity() {
        final Bench bench = holdingOne(Map.of("maxDailyLossShare", "0.04")).mark("9601");
        assertFalse(bench.core.isLatched());
        bench.mark("9600");
        assertEquals(List.of("on DAILY_LOSS"), bench.latches());
    }

    @Test
    void shouldHoldTheSmallerOfBothDailyLosses() {
        final Bench bench = holdingOne(Map.of("maxDailyLossShare", "0.04", "maxDailyLoss", "300")).mark("9700");
        assertEquals(List.of("on DAILY_LOSS"), bench.latches());
    }

    @Test
    void shouldCountTheUnrealisedLossOfYesterdayAsYesterdays() {
        final Bench bench = holdingOne(Map.of("maxDailyLoss", "500")).mark("9600").mark(0, "9600", HALF_A_DAY);
        bench.mark("9101");
        assertFalse(bench.core.isLatched(), "499 lost since midnight");
        bench.mark("9100");
        assertEquals(List.of("on DAILY_LOSS"), bench.latches());
    }
}
