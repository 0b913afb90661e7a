package io.ringmaster.pipeline.core.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.ThoughtCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keeps a decision from opening a position. Cooldowns begin with the exit; each event of the bench takes a second. */
class EntryRulesTest {

    private static final long SECOND = Bench.SECOND;

    /** Opened by strategy 3, left after 100 s; order 2 left it. */
    private static Bench left(final Bench bench, final String exitPrice) {
        bench.mark("10000").decide(0, 3, Signal.LONG, "0.1", "", "").fill(1, Side.BUY, "0.1", "10000").pass(100 * SECOND).mark("10000");
        bench.decide(0, 3, Signal.FLAT, "0", "", "").fill(2, Side.SELL, "0.1", exitPrice).sent();
        return bench;
    }

    private static List<String> longBy(final Bench bench, final int instrument, final int strategy, final long afterNs) {
        return bench.mark(instrument, "10000", afterNs - SECOND).decide(instrument, strategy, Signal.LONG, "0.1", "", "").said();
    }

    @Test
    void shouldWaitAfterAnExit() {
        final Bench bench = left(new Bench(Map.of("cooldown", "60s"), Map.of()), "10001");
        assertEquals(List.of(), longBy(bench, 0, 3, 60 * SECOND - 1));
        assertEquals(List.of("NEW 3 BUY 0.1 INCREASE"), longBy(left(new Bench(Map.of("cooldown", "60s"), Map.of()), "10001"), 0, 3, 60 * SECOND));
    }

    @Test
    void shouldWaitLongerAfterALoss() {
        final Map<String, String> settings = Map.of("cooldown", "10s", "lossCooldown", "60s");
        assertEquals(1, longBy(left(new Bench(settings, Map.of()), "10001"), 0, 3, 10 * SECOND).size());
        assertEquals(0, longBy(left(new Bench(settings, Map.of()), "9999"), 0, 3, 59 * SECOND).size());
        assertEquals(1, longBy(left(new Bench(settings, Map.of()), "9999"), 0, 3, 60 * SECOND).size());
    }

    @Test
    void shouldLetOneStrategyWaitAndNotAnother() {
        final Map<String, String> settings = Map.of("entry.setupCooldown", "60s");
        final Bench bench = left(new Bench(settings, Map.of()), "10001");
        assertEquals(List.of(), longBy(bench, 0, 3, 59 * SECOND));
        assertTrue(bench.thoughts().contains(ThoughtCode.COOLDOWN));
        assertEquals(1, longBy(left(new Bench(settings, Map.of()), "10001"), 0, 3, 60 * SECOND).size());
        assertEquals(1, longBy(left(new Bench(settings, Map.of()), "10001"), 0, 4, 5 * SECOND).size());
    }

    @Test
    void shouldLetEveryInstrumentWaitAfterALoss() {
        final Map<String, String> settings = Map.of("entry.globalLossCooldown", "60s");
        assertEquals(0, longBy(left(new Bench(2, settings, Map.of()), "9999"), 1, 7, 59 * SECOND).size());
        assertEquals(1, longBy(left(new Bench(2, settings, Map.of()), "9999"), 1, 7, 60 * SECOND).size());
        assertEquals(1, longBy(left(new Bench(2, settings, Map.of()), "10001"), 1, 7, 5 * SECOND).size(), "no loss");
    }

    @Test
    void shouldTakeBackARestingEntryWhenALossElsewhereBeginsACooldown() {
        final Bench bench = new Bench(2, Map.of("entry.globalLossCooldown", "60s", "style", "passive", "patience", "1h", "requote", "1h",
            "intentMaxAge", "1h"), Map.of());
        bench.mark("10000").decide(Signal.LONG, "0.1").fill(1, Side.BUY, "0.1", "10000");
        bench.mark(1, "10000", SECOND).decide(1, 1, Signal.LONG, "0.1", "", "").report(1, 2, ExecType.NEW, Side.BUY, "0", "0").sent();
        bench.decide(Signal.FLAT, "0").fill(3, Side.SELL, "0.1", "9999").sent();
        bench.mark(1, "10000", SECOND);
        assertEquals(List.of("CANCEL 2"), bench.said());
    }

    @Test
    void shouldCountFeesAndPartialExitsInALoss() {
        final Bench bench = new Bench(Map.of("lossCooldown", "60s"), Map.of()).mark("10000").decide(Signal.LONG, "0.1").fill(1, Side.BUY, "0.1", "10000");
        bench.decide(Signal.FLAT, "0").fill(2, Side.SELL, "0.05", "9990").fill(2, Side.SELL, "0.05", "10001").sent();
        assertEquals(List.of(), longBy(bench, 0, 0, 59 * SECOND), "the last part won, the trade lost");
    }

    @Test
    void shouldAskForAReward() {
        for (final String[] each : new String[][] {{"10079", "0"}, {"10080", "1"}, {"", "1"}, {"9999", "0"}}) {
            final Bench bench = new Bench(Map.of("entry.minRewardToRisk", "0.8"), Map.of()).mark("10000");
            bench.decide(0, 0, Signal.LONG, "0.1", "9900", each[0]);
            assertEquals(Integer.parseInt(each[1]), bench.said().size(), "target " + each[0]);
        }
        final Bench bench = new Bench(Map.of("entry.minRewardToRisk", "0.8"), Map.of()).mark("10000");
        assertEquals(List.of(), bench.decide(0, 0, Signal.SHORT, "-0.1", "10100", "9921").said());
        assertTrue(bench.thoughts().contains(ThoughtCode.REWARD_TOO_SMALL));
        assertEquals(1, bench.decide(0, 0, Signal.SHORT, "-0.1", "10100", "9920").said().size());
    }

    @Test
    void shouldLeaveAndNotTurnWhereTheOtherSideMayNotBeOpened() {
        final Bench bench = new Bench(Map.of("entry.minRewardToRisk", "0.8"), Map.of()).mark("10000").decide(Signal.LONG, "0.1");
        bench.fill(1, Side.BUY, "0.1", "10000").sent();
        bench.decide(0, 0, Signal.SHORT, "-0.1", "10100", "9990");
        assertEquals(List.of("NEW 2 SELL 0.1 REDUCE"), bench.said());
        bench.fill(2, Side.SELL, "0.1", "10000").mark("10000");
        assertEquals(List.of(), bench.said());
    }

    @Test
    void shouldPauseWhenOurTradesMakeRuinTooLikely() {
        final Bench bench = new Bench(Map.of("entry.maxRiskOfRuin", "0.01", "entry.minTrades", "1", "entry.ruinPause", "1h"), Map.of());
        left(bench, "9999");
        assertEquals(List.of(), longBy(bench, 0, 3, 3_000 * SECOND));
        assertTrue(bench.thoughts().contains(ThoughtCode.RISK_OF_RUIN));
        assertEquals(List.of("NEW 3 BUY 0.0999 INCREASE"), longBy(bench, 0, 3, 700 * SECOND));
    }
}
