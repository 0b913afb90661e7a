package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.library.StrategyCatalog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyShardTest {

    private static final long SEED = Long.getLong("seed", 71);
    private static final Bars BARS = Bars.walk(2_000, SEED);

    @Test
    void shouldComputeEqualDeclarationsOnce() {
        final List<StrategySpec> same = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            same.add(spec("s" + i, "supertrend"));
        }
        final StrategyShard shard = shard(same, 0, 1);
        final StrategyShard alone = shard(same.subList(0, 1), 0, 1);

        assertTrue(shard.declaredNodes() >= 100 * 6, "six lines each: " + shard.declaredNodes());
        assertEquals(alone.computedNodes(), shard.computedNodes());
    }

    @Test
    void shouldSayTheSameHoweverManyShardsThereAre() {
        final List<StrategySpec> specs = List.of(
            spec("a", "ott"), spec("b", "bband_rsi"), spec("c", "supertrend"), spec("d", "awesome_macd"), spec("e", "ott"));
        final List<String> one = said(specs, 1);

        assertEquals(one, said(specs, 2));
        assertEquals(one, said(specs, 5));
    }

    /** A strategy that rests is not called; nobody can tell. */
    @Test
    void shouldSayTheSameWhetherStrategiesSleepOrNot() {
        final List<StrategySpec> specs = new ArrayList<>();
        StrategyCatalog.types().stream().filter(type -> !"rule".equals(type.name()))
            .forEach(type -> specs.add(spec(type.name(), type.name())));
        final Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            specs.add(StrategySpec.of("rule" + i, "rule", Bars.HOUR, randomRule(random)));
        }
        final StrategyShard sleeping = shard(specs, 0, 1);
        final StrategyShard sleepless = new StrategyShard(
            specs, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, (spec, source) -> sleepless(StrategyCatalog.create(spec, source)));
        for (int i = 0; i < BARS.size(); i++) {
            bar(sleeping, i);
            bar(sleepless, i);
            final String label = "seed=" + SEED + " bar " + i;
            assertEquals(told(sleepless), told(sleeping), label);
        }
    }

    @Test
    void shouldStaySilentAboutOneThatWasPutAwayAsleep() {
        final StrategyShard shard = shard(List.of(StrategySpec.of("up", "rule", Bars.HOUR, Map.of("long", "close > 0"))), 0, 1);
        play(shard, 10);
        assertEquals(Signal.LONG, shard.signal(0));
        assertEquals(0, shard.changedCount(), "a recommendation that stays is not reported again");
        shard.clearChanges();
        shard.onWatchdogVerdict(0, WatchdogFinding.QUARANTINE);
        assertEquals(Signal.HOLD, shard.signal(0));
        bar(shard, 10);

        assertEquals(0, shard.changedCount());
        assertEquals(StrategyCondition.QUARANTINED_SLOW, shard.condition(0));
    }

    /** A strategy may leave its word as it stands; another one's word is none of its business. */
    @Test
    void shouldKeepTheWordOfOneThatSaysNothingNew() {
        final List<StrategySpec> specs = List.of(spec("loud", "loud"), spec("terse", "terse"));
        final StrategyShard shard = new StrategyShard(
            specs, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, (spec, source) -> new Strategy() {

            private boolean hasSpoken;

            @Override
            public int warmupBars() {
                return 1;
            }

            @Override
            public void onBar(final Bar bar, final Recommendation out) {
                if ("loud".equals(spec.id())) {
                    out.enter(Signal.SHORT, 0.5, 0.5, Recommendation.NO_PRICE);
                } else if (!hasSpoken) {
                    hasSpoken = true;
                    out.enter(Signal.LONG, 1, 1, Recommendation.NO_PRICE);
                }
            }
        });
        play(shard, 5);

        assertEquals(Signal.SHORT, shard.signal(0));
        assertEquals(Signal.LONG, shard.signal(1));
        assertEquals(1, shard.strength(1));
    }

    private static Map<String, String> randomRule(final Random random) {
        final Map<String, String> rule = new TreeMap<>();
        rule.put("long", List.of("close > sma(3)", "close crosses above sma(5)", "rsi(3) < 40").get(random.nextInt(3)));
        rule.put("short", List.of("close < sma(4)", "close crosses below sma(5)", "rsi(3) > 60").get(random.nextInt(3)));
        if (random.nextBoolean()) {
            rule.put("flat", List.of("rsi(4) > 70", "close < lowest(low, 5)[1]", "volume > sma(volume, 3)").get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            rule.put("strength", "rsi(5)/100");
        }
        if (random.nextInt(3) == 0) {
            rule.put("long_stop", "lowest(low, 4)");
        }
        rule.put("cooldown", Integer.toString(random.nextInt(4)));
        rule.put("time_stop", Integer.toString(random.nextInt(4)));
        return rule;
    }

    private static Strategy sleepless(final Strategy strategy) {
        return new Strategy() {

            @Override
            public int warmupBars() {
                return strategy.warmupBars();
            }

            @Override
            public void onBar(final Bar bar, final Recommendation out) {
                strategy.onBar(bar, out);
            }
        };
    }

    private static List<String> told(final StrategyShard shard) {
        final List<String> told = new ArrayList<>();
        for (int i = 0; i < shard.changedCount(); i++) {
            final int index = shard.changedStrategyIndex(i);
            told.add(index + " " + shard.signal(index) + " " + shard.strength(index) + " " + shard.confidence(index) + " "
                + shard.stopPriceE8(index) + " " + shard.targetPriceE8(index));
        }
        return told;
    }

    @Test
    void shouldPutAStrategyAwayOnAVerdictAndLeaveTheOthersAlone() {
        final List<StrategySpec> specs = List.of(spec("a", "ott"), spec("b", "ott"));
        final StrategyShard shard = shard(specs, 0, 1);
        play(shard, 500);
        final Signal before = shard.signal(1);
        shard.clearChanges();
        shard.onWatchdogVerdict(0, WatchdogFinding.QUARANTINE);

        assertEquals(StrategyCondition.QUARANTINED_SLOW, shard.condition(0));
        assertEquals(Signal.HOLD, shard.signal(0));
        assertEquals(1, shard.stateChangedCount());
        assertEquals(StrategyCondition.ACTIVE, shard.condition(1));
        assertEquals(before, shard.signal(1));
        shard.clearChanges();
        shard.onWatchdogVerdict(0, WatchdogFinding.QUARANTINE);
        assertEquals(0, shard.stateChangedCount(), "once is enough");
    }

    /** A slow one is called on each bar and says HOLD; found on time, it says from the next bar on what it would have said all along. */
    @ParameterizedTest
    @ValueSource(strings = {"ott", "keltner", "macd_crossover"})
    void shouldHoldASlowStrategyUntilItIsOnTimeAgain(final String type) {
        final List<StrategySpec> specs = List.of(spec("slow", type), spec("other", type));
        final StrategyShard shard = shard(specs, 0, 1);
        final StrategyShard sound = shard(specs, 0, 1);
        for (int i = 0; i < BARS.size(); i++) {
            bar(shard, i);
            bar(sound, i);
            final boolean isHeld = i > 700 && i <= 900;
            assertEquals(isHeld ? Signal.HOLD : sound.signal(0), shard.signal(0), "bar " + i);
            assertEquals(sound.signal(1), shard.signal(1), "bar " + i);
            if (i == 700) {
                shard.clearChanges();
                shard.onWatchdogVerdict(0, WatchdogFinding.SLOW);
                assertEquals(StrategyCondition.HELD_SLOW, shard.condition(0));
                assertEquals(1, shard.stateChangedCount());
                assertEquals(Signal.HOLD, shard.signal(0), "the word on the slow bar counts no longer");
            } else if (i == 900) {
                shard.onWatchdogVerdict(0, WatchdogFinding.ON_TIME);
                assertEquals(StrategyCondition.ACTIVE, shard.condition(0));
                assertEquals(Signal.HOLD, shard.signal(0), "it is heard from its next bar on");
            }
        }
    }

    /** One that was found slow while it warmed up is held when it is warm, and counts as warm. */
    @Test
    void shouldHoldAStrategyThatWasSlowWhileItWarmedUp() {
        final StrategyShard shard = shard(List.of(spec("slow", "ott")), 0, 1);
        play(shard, 5);
        shard.onWatchdogVerdict(0, WatchdogFinding.SLOW);
        assertEquals(StrategyCondition.WARMING, shard.condition(0));
        play(shard, BARS.size());
        assertEquals(StrategyCondition.HELD_SLOW, shard.condition(0));
        assertEquals(Signal.HOLD, shard.signal(0));
    }

    /** Whatever one does, the others say the same to the last digit as if it were not there. */
    @Test
    void shouldPutAwayWhatThrowsOrIsNoNumberAtTheSameBarEveryTime() {
        final List<StrategySpec> specs =
            List.of(spec("a", "ott"), spec("thrower", "ott"), spec("b", "supertrend"), spec("no-number", "ott"), spec("c", "bband_rsi"));
        final StrategyShard shard = withFaulty(specs);
        final StrategyShard sound = shard(specs, 0, 1);
        for (int i = 0; i < BARS.size(); i++) {
            bar(shard, i);
            bar(sound, i);
            assertEquals(
                i < 70 ? StrategyCondition.WARMING : i < 300 ? StrategyCondition.ACTIVE : StrategyCondition.QUARANTINED_THREW,
                shard.condition(1), "bar " + i);
            assertEquals(
                i < 70 ? StrategyCondition.WARMING : i < 400 ? StrategyCondition.ACTIVE : StrategyCondition.QUARANTINED_NAN,
                shard.condition(3), "bar " + i);
            assertEquals(i >= 300, shard.signal(1) == Signal.HOLD && shard.condition(1) == StrategyCondition.QUARANTINED_THREW);
            for (final int other : new int[] {0, 2, 4}) {
                assertEquals(sound.signal(other), shard.signal(other), "bar " + i);
                assertEquals(sound.strength(other), shard.strength(other), "bar " + i);
                assertEquals(sound.stopPriceE8(other), shard.stopPriceE8(other), "bar " + i);
            }
        }
    }

    private static StrategyShard withFaulty(final List<StrategySpec> specs) {
        return new StrategyShard(
            specs, StrategyShard.Share.WHOLE, StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, (spec, source) -> switch (spec.id()) {
            case "thrower" -> faulty(300, out -> {
                throw new IllegalStateException("on purpose");
            });
            case "no-number" -> faulty(400, out -> out.enter(Signal.LONG, Double.NaN, 1, Recommendation.NO_PRICE));
            default -> StrategyCatalog.create(spec, source);
        });
    }

    /** Says LONG from its 71st bar on, and does wrong from that bar on. */
    private static Strategy faulty(final int wrongFrom, final Consumer<Recommendation> wrong) {
        return new Strategy() {
            private int bars;

            @Override
            public int warmupBars() {
                return 71;
            }

            @Override
            public void onBar(final Bar bar, final Recommendation out) {
                if (bars++ < wrongFrom) {
                    out.enter(Signal.LONG, 1, 1, Recommendation.NO_PRICE);
                } else {
                    wrong.accept(out);
                }
            }
        };
    }

    @Test
    void shouldBecomeActiveOneByOneAsTheyWarmUp() {
        final StrategyShard shard = shard(List.of(spec("a", "bband_rsi"), spec("b", "supertrend")), 0, 1);
        play(shard, 99);
        assertEquals(StrategyCondition.ACTIVE, shard.condition(0));
        assertEquals(StrategyCondition.WARMING, shard.condition(1));
        bar(shard, 99);
        assertEquals(StrategyCondition.ACTIVE, shard.condition(1));
    }

    /** A plain rule that was held because it was slow is reported again on the next bar, although its signal is the one from before. */
    @Test
    void shouldHearAReleasedRuleOnItsNextBar() {
        final StrategyShard shard = shard(List.of(StrategySpec.of("up", "rule", Bars.HOUR, Map.of("long", "close > 0"))), 0, 1);
        play(shard, 10);
        shard.onWatchdogVerdict(0, WatchdogFinding.SLOW);
        bar(shard, 10);
        assertEquals(Signal.HOLD, shard.signal(0));
        shard.onWatchdogVerdict(0, WatchdogFinding.ON_TIME);
        assertEquals(Signal.HOLD, shard.signal(0));
        bar(shard, 11);
        assertEquals(Signal.LONG, shard.signal(0));
        assertEquals(1, shard.changedCount());
    }

    @Test
    void shouldAllocateNothingPerBar() {
        final StrategyShard shard = shard(
            List.of(spec("a", "ott"), spec("b", "bband_rsi"), spec("c", "supertrend"), spec("d", "awesome_macd")), 0, 1);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < 20; round++) {
            play(shard, BARS.size());
        }
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 100; round++) {
            play(shard, BARS.size());
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(bytes < 1_024, bytes + " bytes for 200,000 bars");
    }

    @Test
    void shouldListEveryFaultOfARegistry() {
        final List<String> faults = StrategyCatalog.faults(
            List.of(
                StrategySpec.of("a", "moonshot", Bars.HOUR, Map.of()),
                StrategySpec.of("b", "ott", Bars.HOUR, Map.of("percent", "-3", "colour", "red")),
                StrategySpec.of("b", "ott", Bars.HOUR, Map.of("period", "many"))),
            Set.of("X")).stream().map(StrategyFault::toString).toList();

        for (final String word : List.of("moonshot", "percent", "colour", "period", "'b'")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.contains(word)), word + " is missing in " + faults);
        }
    }

    private static StrategySpec spec(final String id, final String type) {
        return StrategySpec.of(id, type, Bars.HOUR, Map.of());
    }

    private static StrategyShard shard(final List<StrategySpec> specs, final int shard, final int shards) {
        return new StrategyShard(
            specs, new StrategyShard.Share(shard, shards), StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create);
    }

    private static List<String> said(final List<StrategySpec> specs, final int shards) {
        final List<StrategyShard> all = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            all.add(shard(specs, i, shards));
        }
        final List<String> said = new ArrayList<>();
        for (int i = 0; i < BARS.size(); i++) {
            for (final StrategyShard shard : all) {
                bar(shard, i);
            }
            for (int index = 0; index < specs.size(); index++) {
                final StrategyShard shard = all.get(index % shards);
                said.add(i + " " + index + " " + shard.signal(index) + " " + shard.strength(index) + " " + shard.stopPriceE8(index));
            }
        }
        return said;
    }

    private static void play(final StrategyShard shard, final int bars) {
        for (int i = 0; i < bars; i++) {
            bar(shard, i);
        }
    }

    private static void bar(final StrategyShard shard, final int i) {
        shard.clearChanges();
        final long openNs = Bars.START + i * Bars.HOUR;
        shard.onBarClosed(0, Bars.HOUR, openNs, openNs + Bars.HOUR, BARS.open[i], BARS.high[i], BARS.low[i], BARS.close[i], BARS.volume[i]);
        shard.evaluate();
    }
}
