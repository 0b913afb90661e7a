package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.claim.Claim;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Formulas and claims nobody would write, many on one graph, against a second computation of each while it is made up: what the language
 * says, in which order a graph computes, and what it shares, to the last bit.
 */
class RandomFormulaTest {

    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int GRAPHS = 150 * Integer.getInteger("times", 1);
    private static final int BARS = 160;
    /** Numbers on one graph, and claims. */
    private static final int EACH = 12;

    @Test
    void shouldComputeWhateverIsWrittenAsItIsWritten() {
        for (int graph = 0; graph < GRAPHS; graph++) {
            compare(SEED + graph);
        }
    }

    /** A number that was made up, and what the graph makes of its text. */
    private record Computed(RandomFormulas.Number number, Indicator node, Formula formula) { }

    /** A claim likewise. */
    private record Claimed(RandomFormulas.Truth truth, Claim claim) { }

    private static void compare(final long seed) {
        final Bars bars = Bars.walk(BARS, seed).onGrid();
        final RandomFormulas made = new RandomFormulas(bars, new Random(seed));
        final IndicatorGraph graph = new IndicatorGraph();
        final List<Computed> numbers = new ArrayList<>();
        final List<Claimed> claims = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            final RandomFormulas.Number number = made.number(4);
            numbers.add(new Computed(number, graph.indicator(number.text()), graph.formula(number.text(), Map.of())));
            assertEquals(number.warmup(), numbers.getLast().formula.warmupBars(), "seed=" + seed + " bars before " + number.text());
            final RandomFormulas.Truth truth = made.truth(3);
            claims.add(new Claimed(truth, graph.claim(truth.text(), Map.of())));
        }
        for (int i = 0; i < bars.size(); i++) {
            final int bar = i;
            graph.onBar(bar, bar + 1, bars.open[bar], bars.high[bar], bars.low[bar], bars.close[bar], bars.volume[bar]);
            for (final Computed one : numbers) {
                final Supplier<String> label = () -> "seed=" + seed + " bar " + bar + ": " + one.number.text();
                final double expected = one.number.values()[bar] + 0.0;         // Zero has no sign here.
                assertEquals(expected, one.node.value() + 0.0, label);
                assertEquals(expected, one.formula.value() + 0.0, label);
            }
            for (final Claimed one : claims) {
                final Supplier<String> label = () -> "seed=" + seed + " bar " + bar + ": " + one.truth.text();
                assertEquals(one.truth.holds()[bar], one.claim.holds(), label);
                assertEquals(one.truth.holds()[bar], one.claim.meaning().holds(), label);
            }
        }
    }

    /** Every kind of formula must come up, or the comparison says little. */
    @Test
    void shouldMakeUpEverythingTheLanguageHas() {
        final StringBuilder all = new StringBuilder();
        long held = 0;
        long not = 0;
        for (int graph = 0; graph < GRAPHS; graph++) {
            final RandomFormulas made = new RandomFormulas(Bars.walk(BARS, SEED + graph).onGrid(), new Random(SEED + graph));
            for (int i = 0; i < EACH; i++) {
                all.append(made.number(4).text()).append('\n');
                final RandomFormulas.Truth truth = made.truth(3);
                all.append(truth.text()).append('\n');
                for (final boolean holds : truth.holds()) {
                    held += holds ? 1 : 0;
                    not += holds ? 0 : 1;
                }
            }
        }
        final String text = all.toString();
        final List<String> missing = Arrays.stream(RandomFormulas.LANGUAGE.split(" ")).filter(one -> !text.contains(one)).toList();
        assertEquals(List.of(), missing);
        assertTrue(held > not / 10 && not > held / 10, held + " times a claim held, " + not + " times not");
    }
}
