package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.OrderKind;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import io.ringmaster.units.FixedPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every entry carries out a decision that is newer than the last exit. A position of 0.1 at 10000 is a tenth of the equity of 10000. */
class OnlyWhatWasDecidedTest {

    private static final long SECOND = Bench.SECOND;

    private static Bench holding(final Map<String, String> execution, final Map<String, String> risk) {
        final Bench bench = new Bench(execution, risk).mark("10000").decide(Signal.LONG, "0.1");
        assertEquals(List.of("NEW 1 BUY 0.1 INCREASE"), bench.said());
        return bench.fill(1, Side.BUY, "0.1", "10000");
    }

    private static Bench holdingWithAStopAtTheVenue() {
        final Bench bench = holding(Map.of("venueStop", "true"), Map.of());
        assertEquals(List.of("NEW 2 SELL 0.1 PROTECTIVE_STOP 9900"), bench.said());
        return bench.report(2, ExecType.NEW);
    }

    @Test
    void shouldStayFlatAfterTheVenuesStopUntilTheNextDecision() {
        final Bench bench = holdingWithAStopAtTheVenue().fill(2, Side.SELL, "0.1", "9900");
        for (int i = 0; i < 10; i++) {
            bench.mark("10000").pass(SECOND);
        }
        assertEquals(List.of(), bench.said());

        bench.decide(Signal.LONG, "0.099");
        final Bench.Intent entry = bench.sent().getFirst();
        assertEquals("NEW 3 BUY 0.0989 INCREASE", entry.toString(), "0.099 of an equity of 9990, in lots of 0.0001");
        assertEquals(bench.sequence(), entry.decision());
    }

    @Test
    void shouldNotFillUpWhatAPartOfTheStopHasSold() {
        final Bench bench = holdingWithAStopAtTheVenue().fill(2, Side.SELL, "0.04", "9900").mark("10000").pass(5 * SECOND);
        assertEquals("0.06", bench.position());
        assertTrue(bench.sent().stream().allMatch(each -> each.kind() != OrderKind.NEW || each.reduceOnly()), "only the stop may follow its new size");
    }

    @Test
    void shouldGoOnReducingWhenAPartOfTheStopIsFilled() {
        final Bench bench = holdingWithAStopAtTheVenue().decide(Signal.FLAT, "0");
        assertEquals("NEW 3 SELL 0.1 REDUCE", bench.said().getFirst());
        bench.fill(2, Side.SELL, "0.04", "9900").fill(3, Side.SELL, "0.06", "9990").mark("10000").pass(5 * SECOND);
        assertEquals("0", bench.position());
        assertTrue(bench.sent().stream().noneMatch(each -> each.kind() == OrderKind.NEW));
    }

    @Test
    void shouldNotTurnWhenTheStopWasFasterThanTheDecisionToTurn() {
        final Bench bench = holdingWithAStopAtTheVenue().decide(Signal.SHORT, "-0.1");
        assertEquals("NEW 3 SELL 0.1 REDUCE", bench.said().getFirst());
        bench.fill(2, Side.SELL, "0.1", "9900").report(3, ExecType.CANCELED).mark("10000").pass(5 * SECOND);
        assertTrue(bench.sent().stream().noneMatch(each -> each.kind() == OrderKind.NEW));
    }

    @Test
    void shouldTurnByOneDecision() {
        final Bench bench = holding(Map.of(), Map.of()).decide(Signal.SHORT, "-0.1");
        final long decision = bench.sequence();
        assertEquals(List.of("NEW 2 SELL 0.1 REDUCE"), bench.said());
        bench.fill(2, Side.SELL, "0.1", "10000");
        final Bench.Intent entry = bench.sent().getFirst();
        assertEquals("NEW 3 SELL 0.1 INCREASE", entry.toString());
        assertEquals(decision, entry.decision());
    }

    @Test
    void shouldIgnoreADecisionToHoldWhatItIsAboutToLeave() {
        final Bench bench = holding(Map.of(), Map.of()).mark("9900");
        assertEquals(List.of("NEW 2 SELL 0.1 STOP_EXIT"), bench.said());
        bench.decide(Signal.LONG, "0.1").report(2, ExecType.EXPIRED).mark("9899").pass(2 * SECOND);
        assertEquals(List.of("NEW 3 SELL 0.1 STOP_EXIT"), bench.said(), "it goes on leaving");
        bench.fill(3, Side.SELL, "0.1", "9899").mark("9950").pass(2 * SECOND);
        assertEquals(List.of(), bench.said(), "the decision came before the exit was filled");
    }

    @Test
    void shouldNotCarryOutWhatWasDecidedDuringACooldown() {
        final Bench bench = holding(Map.of("cooldown", "10m"), Map.of()).decide(Signal.FLAT, "0").fill(2, Side.SELL, "0.1", "10000");
        bench.sent();
        bench.mark("10000").decide(Signal.LONG, "0.1");
        assertTrue(bench.thoughts().contains(ThoughtCode.COOLDOWN));
        bench.mark(0, "10000", 600 * SECOND).pass(SECOND);
        assertEquals(List.of(), bench.said());
        bench.decide(Signal.LONG, "0.1");
        assertEquals(List.of("NEW 3 BUY 0.1 INCREASE"), bench.said());
    }

    @Test
    void shouldNotFinishATurnThatACooldownInterrupts() {
        final Bench bench = holding(Map.of("cooldown", "30s"), Map.of()).decide(Signal.SHORT, "-0.1").fill(2, Side.SELL, "0.1", "10000");
        bench.sent();
        bench.mark(0, "10000", 31 * SECOND).pass(SECOND);
        assertEquals(List.of(), bench.said());
    }

    @Test
    void shouldGiveUpAnEntryThatDoesNotComeAbout() {
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").feed(FeedCondition.SUSPENDED).decide(Signal.LONG, "0.1");
        bench.pass(60 * SECOND).pass(1).feed(FeedCondition.UP).mark("10000").pass(SECOND);
        assertEquals(List.of(), bench.said());
        assertTrue(bench.thoughts().contains(ThoughtCode.WISH_EXPIRED));

        bench.feed(FeedCondition.SUSPENDED).decide(Signal.LONG, "0.1").feed(FeedCondition.UP).mark(0, "10000", 58 * SECOND);
        assertEquals(List.of("BUY 0.1"), bench.sent().stream().map(each -> each.side() + " " + each.qty()).toList());
    }

    @Test
    void shouldNotGiveUpAnExitThatDoesNotComeAbout() {
        final Bench bench = holding(Map.of(), Map.of()).decide(Signal.FLAT, "0");
        bench.sent();
        bench.report(2, ExecType.EXPIRED).pass(600 * SECOND);
        assertEquals(List.of("NEW 3 SELL 0.1 REDUCE"), bench.said());
    }

    @Test
    void shouldLeaveAsItIsWhatAPersonDidAtTheVenue() {
        final Bench bench = holding(Map.of(), Map.of()).latch(LatchReason.POSITION_MISMATCH).fill(0, Side.SELL, "0.1", "10000");
        bench.command(CommandKind.RESET_LATCH).mark("10000").pass(5 * SECOND);
        assertEquals(List.of(), bench.said());
        bench.decide(Signal.LONG, "0.1");
        assertEquals(List.of("NEW 2 BUY 0.1 INCREASE"), bench.said());
    }

    @Test
    void shouldNotTakeBackWhatAPersonAddedAtTheVenue() {
        final Bench bench = holding(Map.of(), Map.of()).latch(LatchReason.POSITION_MISMATCH).fill(0, Side.BUY, "0.1", "10000");
        bench.command(CommandKind.RESET_LATCH).mark("10000").pass(5 * SECOND);
        assertEquals(List.of(), bench.said());
        assertEquals("0.2", bench.position());
    }

    @Test
    void shouldForgetAnEntryOverAKillAStandDownAnObservationAndARestart() {
        final Map<CommandKind, CommandKind> pairs = Map.of(
            CommandKind.KILL, CommandKind.RESET_LATCH, CommandKind.STAND_DOWN, CommandKind.RESUME, CommandKind.OBSERVE, CommandKind.ARM,
            CommandKind.PAUSE, CommandKind.RESUME);
        for (final Map.Entry<CommandKind, CommandKind> each : pairs.entrySet()) {
            final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").feed(FeedCondition.SUSPENDED).decide(Signal.LONG, "0.1");
            bench.command(each.getKey()).command(each.getValue());
            bench.sent();
            bench.feed(FeedCondition.UP).mark("10000").pass(SECOND);
            assertEquals(List.of(), bench.said(), each.toString());
        }
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").feed(FeedCondition.SUSPENDED).decide(Signal.LONG, "0.1").restart(5 * SECOND);
        bench.feed(FeedCondition.UP).mark("10000").pass(SECOND);
        assertEquals(List.of(), bench.said());
    }

    @Test
    void shouldNotHearADecisionWhileNothingMayBeSent() {
        final Bench bench = new Bench(Map.of(), Map.of()).mark("10000").command(CommandKind.STAND_DOWN).decide(Signal.LONG, "0.1");
        bench.sent();
        bench.command(CommandKind.RESUME).mark("10000").pass(SECOND);
        assertEquals(List.of(), bench.said());
    }

    @Test
    void shouldGoOnWithAnExitWhenPaused() {
        final Bench bench = holding(Map.of(), Map.of()).decide(Signal.FLAT, "0");
        bench.sent();
        bench.command(CommandKind.PAUSE).pass(SECOND);
        assertEquals(List.of(), bench.said(), "the exit is not canceled");
        bench.report(2, ExecType.EXPIRED).pass(2 * SECOND);
        assertEquals(List.of("NEW 3 SELL 0.1 REDUCE"), bench.said());
    }

    /** Random decisions, marks, fills of every order in parts, expiries, foreign fills, stops: an entry follows a decision after the last forced exit. */
    @Test
    void shouldTraceEveryEntryToADecisionAfterTheLastForcedExit() {
        final long seed = Long.getLong("seed", 20_261_130L);
        final SplittableRandom random = new SplittableRandom(seed);
        int entries = 0;
        for (int round = 0; round < 300; round++) {
            final Bench bench = new Bench(
                Map.of("venueStop", "true", "cooldown", random.nextBoolean() ? "0s" : "20s", "style", random.nextBoolean() ? "aggressive" : "passive"),
                Map.of("maxEntries", "100000", "maxRejects", "100000", "messagesPerWindow", "100000", "cancelReserve", "0"));
            final Map<Long, Bench.Intent> open = new HashMap<>();
            long lastForcedExit = 0;
            long lastDecision = 0;
            long price = 10_000;
            bench.mark("10000");
            for (int step = 0; step < 150; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        if (random.nextInt(4) == 0) {
                            bench.decide(Signal.FLAT, "0");
                        }
                    }
                    case 1 -> {
                        final boolean isLong = random.nextBoolean();
                        bench.decide(isLong ? Signal.LONG : Signal.SHORT, isLong ? "0.2" : "-0.2");
                        lastDecision = bench.sequence();
                    }
                    case 2, 3 -> {
                        price = Math.clamp(price + random.nextInt(-120, 121), 8_000, 12_000);
                        bench.mark(Long.toString(price));
                    }
                    default -> {
                        if (!open.isEmpty()) {
                            final Bench.Intent order = open.remove(open.keySet().iterator().next());
                            lastForcedExit = answer(bench, random, order, price) ? bench.sequence() - 1 : lastForcedExit;
                        }
                    }
                }
                for (final Bench.Intent each : bench.sent()) {
                    if (each.kind() == OrderKind.NEW) {
                        open.put(each.id(), each);
                    }
                    if (each.kind() == OrderKind.NEW && each.purpose().equals("INCREASE")) {
                        entries++;
                        final String where = "seed " + seed + " round " + round + " step " + step + ": " + each + " decision " + each.decision();
                        assertTrue(each.decision() > lastForcedExit, where + " after an exit at " + lastForcedExit);
                        assertTrue(each.decision() <= lastDecision, where);
                    }
                }
            }
        }
        assertTrue(entries > 1_000, "too few entries to say anything: " + entries);
    }

    /** Ends an order, with a fill of all of it, of a part, or of nothing; returns whether it was filled and follows no decision. */
    private static boolean answer(final Bench bench, final SplittableRandom random, final Bench.Intent order, final long price) {
        final long held = bench.core.positionE8(0);
        final long qtyE8 = Bench.e8(order.qty());
        final boolean reduces = Long.signum(held) == (order.side() == Side.SELL ? 1 : -1);
        final long mostE8 = !order.reduceOnly() ? qtyE8 : reduces ? Math.min(Math.abs(held), qtyE8) : 0;
        final long filledE8 = random.nextInt(4) == 0 ? 0 : random.nextInt(3) == 0 ? mostE8 / 20_000 * 10_000 : mostE8;
        final boolean isForced = filledE8 > 0 && !order.purpose().equals("INCREASE") && !order.purpose().equals("REDUCE");
        if (filledE8 > 0) {
            bench.fill(order.id(), order.side(), FixedPoint.format(filledE8), Long.toString(price));
        }
        if (filledE8 < qtyE8) {
            bench.report(order.id(), ExecType.EXPIRED);
        }
        return isForced;
    }
}
