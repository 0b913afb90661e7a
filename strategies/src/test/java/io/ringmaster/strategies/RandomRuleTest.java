package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.WatchdogFinding;
import io.ringmaster.strategies.library.StrategyCatalog;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rules nobody would trade, many in one shard, bar by bar against what a rule is: which strategies sleep, share claims or are looked up
 * in a table must not show in what is said, nor in what is told.
 */
class RandomRuleTest {

    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int SHARDS = 25 * Integer.getInteger("times", 1);
    private static final int RULES = 20;
    private static final int BARS = 160;

    @Test
    void shouldSayAndTellWhatRulesSay() {
        int spoken = 0;
        for (int i = 0; i < SHARDS; i++) {
            spoken += compare(SEED + i);
        }
        assertTrue(spoken > 5 * SHARDS * RULES, "only " + spoken + " new words, seed=" + SEED);
    }

    private static int compare(final long seed) {
        final Random random = new Random(seed);
        final Bars bars = Bars.walk(BARS, seed).onGrid();
        final RandomFormulas formulas = new RandomFormulas(bars, random);
        final List<Rule> rules = new ArrayList<>();
        final List<StrategySpec> specs = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            rules.add(new Rule(formulas, random));
            specs.add(StrategySpec.of("r" + i, "rule", Bars.HOUR, rules.getLast().parameters));
        }
        final int shards = 1 + random.nextInt(3);
        final List<StrategyShard> all = IntStream.range(0, shards)
            .mapToObj(shard -> new StrategyShard(
                specs, new StrategyShard.Share(shard, shards), StrategyShard.Instruments.one(0.001), StrategyTimer.NONE, StrategyCatalog::create)).toList();
        int spoken = 0;
        for (int bar = 0; bar < BARS; bar++) {
            final int closed = bar;
            final List<String> expected = new ArrayList<>();
            for (int i = 0; i < RULES; i++) {
                final String word = rules.get(i).onBar(bar, all.get(i % shards).warmupBars(i));
                if (!word.isEmpty()) {
                    expected.add(i + " " + word);
                }
                spoken += word.isEmpty() ? 0 : 1;
            }
            final List<String> told = told(all, shard -> {
                shard.onBarClosed(0, Bars.HOUR, closed * Bars.HOUR, (closed + 1) * Bars.HOUR,
                    bars.open[closed], bars.high[closed], bars.low[closed], bars.close[closed], bars.volume[closed]);
                shard.evaluate();
            });
            assertEquals(expected, told, "seed=" + seed + " bar " + bar + "\n" + specs);
            if (random.nextInt(30) == 0) {
                final int slow = random.nextInt(RULES);
                final String word = rules.get(slow).putAway();
                assertEquals(word.isEmpty() ? List.of() : List.of(slow + " " + word), told(all, shard -> shard.onWatchdogVerdict(slow, WatchdogFinding.QUARANTINE)),
                    "seed=" + seed + " bar " + bar + ": " + slow + " is put away\n" + specs);
            }
        }
        return spoken;
    }

    /** What the shards tell of one event, by strategy. */
    private static List<String> told(final List<StrategyShard> shards, final Consumer<StrategyShard> event) {
        final TreeMap<Integer, String> told = new TreeMap<>();
        for (final StrategyShard shard : shards) {
            shard.clearChanges();
            event.accept(shard);
            for (int i = 0; i < shard.changedCount(); i++) {
                final int rule = shard.changedStrategyIndex(i);
                told.put(rule, rule + " " + word(
                    shard.signal(rule), shard.strength(rule), shard.confidence(rule), shard.stopPriceE8(rule), shard.targetPriceE8(rule)));
            }
        }
        return List.copyOf(told.values());
    }

    private static String word(
        final Signal signal, final double strength, final double confidence, final long stopPriceE8, final long targetPriceE8) {
        return signal + " " + (strength + 0.0) + " " + (confidence + 0.0) + " " + stopPriceE8 + " " + targetPriceE8;
    }

    /** The definition of a rule, over columns. */
    private static final class Rule {

        private static final int NEVER = -1_000;
        private static final String HOLD = word(Signal.HOLD, 0, 0, Recommendation.NO_PRICE, Recommendation.NO_PRICE);

        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Side goLong;
        private final Side goShort;
        private final RandomFormulas.Truth leave;
        private final int cooldown;
        private final int timeStop;
        private int entered = NEVER;
        private String said = HOLD;
        private boolean isPutAway;

        private Rule(final RandomFormulas formulas, final Random random) {
            final boolean isPlain = random.nextInt(3) == 0;
            final RandomFormulas.Number strength = isPlain || random.nextBoolean() ? null : formulas.clipped(formulas.number(2), 0, 1);
            final RandomFormulas.Number confidence = isPlain || random.nextBoolean() ? null : formulas.clipped(formulas.number(2), 0, 1);
            if (strength != null) {
                parameters.put("strength", strength.text());
            }
            if (confidence != null) {
                parameters.put("confidence", confidence.text());
            }
            goLong = new Side(Signal.LONG, isPlain, strength, confidence, formulas, random);
            goShort = random.nextInt(4) == 0 ? null : new Side(Signal.SHORT, isPlain, strength, confidence, formulas, random);
            leave = random.nextInt(3) == 0 ? null : formulas.truth(2);
            if (leave != null) {
                parameters.put("flat", leave.text());
            }
            cooldown = isPlain && random.nextBoolean() ? 0 : random.nextInt(4);
            timeStop = isPlain && random.nextBoolean() ? 0 : random.nextInt(6);
            parameters.put("cooldown", Integer.toString(cooldown));
            parameters.put("time_stop", Integer.toString(timeStop));
        }

        /** What is told on a bar, or nothing. */
        private String onBar(final int bar, final int warmupBars) {
            final String before = said;
            final String now = decide(bar);
            said = bar + 1 < warmupBars || isPutAway ? HOLD : now;
            return said.equals(before) ? "" : said;
        }

        /** A watchdog found it too slow: what is told then, or nothing. */
        private String putAway() {
            final String before = said;
            isPutAway = true;
            said = HOLD;
            return before.equals(HOLD) ? "" : HOLD;
        }

        private String decide(final int bar) {
            final boolean isLong = goLong.holds(bar);
            final boolean isShort = goShort != null && goShort.holds(bar);
            if (leave != null && leave.holds()[bar]) {
                entered = NEVER;
                return flat();
            }
            if (isLong && !isShort && goLong.mayEnter(bar, cooldown)) {
                entered = bar;
                return goLong.enter(bar);
            }
            if (isShort && !isLong && goShort.mayEnter(bar, cooldown)) {
                entered = bar;
                return goShort.enter(bar);
            }
            if (timeStop > 0 && entered != NEVER && bar - entered >= timeStop) {
                entered = NEVER;
                return flat();
            }
            return HOLD;
        }

        private static String flat() {
            return word(Signal.FLAT, 1, 1, Recommendation.NO_PRICE, Recommendation.NO_PRICE);
        }

        /** One side: its claim, and what is said with it. */
        private final class Side {

            private final Signal signal;
            private final RandomFormulas.Truth when;
            private final RandomFormulas.Number strength;
            private final RandomFormulas.Number confidence;
            private final RandomFormulas.Number stop;
            private final RandomFormulas.Number target;
            private int last = NEVER;

            private Side(
                final Signal signal, final boolean isPlain, final RandomFormulas.Number strength, final RandomFormulas.Number confidence,
                final RandomFormulas formulas, final Random random) {
                this.signal = signal;
                this.strength = strength;
                this.confidence = confidence;
                final String name = signal.name().toLowerCase(Locale.ROOT);
                when = formulas.truth(2);
                parameters.put(name, when.text());
                stop = isPlain || random.nextBoolean() ? null : formulas.clipped(formulas.number(2), -1, 900);
                target = isPlain || random.nextBoolean() ? null : formulas.clipped(formulas.number(2), 1, 900);
                if (stop != null) {
                    parameters.put(name + "_stop", stop.text());
                }
                if (target != null) {
                    parameters.put(name + "_target", target.text());
                }
            }

            private boolean holds(final int bar) {
                return when.holds()[bar];
            }

            private boolean mayEnter(final int bar, final int silence) {
                return bar - last > silence && isKnown(strength, bar) && isKnown(confidence, bar) && isKnown(stop, bar) && isKnown(target, bar);
            }

            private static boolean isKnown(final RandomFormulas.Number number, final int bar) {
                return number == null || !Double.isNaN(number.values()[bar]);
            }

            private String enter(final int bar) {
                last = bar;
                return word(signal, share(strength, bar), share(confidence, bar), price(stop, bar), price(target, bar));
            }

            private static double share(final RandomFormulas.Number number, final int bar) {
                return number == null ? 1 : number.values()[bar];
            }

            private static long price(final RandomFormulas.Number number, final int bar) {
                return number == null || number.values()[bar] <= 0
                    ? Recommendation.NO_PRICE : FixedPoint.fromDoubleHalfEven(number.values()[bar]);
            }
        }
    }
}
