package io.ringmaster.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.indicator.Claim;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.IndicatorGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Formulas and claims nobody would write, many on one graph, against a second computation of each while it is made up: what the language
 * says, in which order a graph computes, and what it shares, to the last bit.
 */
class RandomFormulaTest {

    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int GRAPHS = 150 * Integer.getInteger("times", 1);
    private static final int BARS = 160;

    @Test
    void shouldComputeWhateverIsWrittenAsItIsWritten() {
        for (int graph = 0; graph < GRAPHS; graph++) {
            compare(SEED + graph);
        }
    }

    private static void compare(final long seed) {
        final RandomFormulas made = new RandomFormulas(Bars.walk(BARS, seed).onGrid(), new Random(seed));
        final IndicatorGraph graph = new IndicatorGraph();
        final List<RandomFormulas.Number> numbers = new ArrayList<>();
        final List<RandomFormulas.Truth> truths = new ArrayList<>();
        final List<Indicator> nodes = new ArrayList<>();
        final List<Formula> formulas = new ArrayList<>();
        final List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            numbers.add(made.number(4));
            nodes.add(graph.indicator(numbers.getLast().text()));
            formulas.add(graph.formula(numbers.getLast().text(), Map.of()));
            truths.add(made.truth(3));
            claims.add(graph.claim(truths.getLast().text(), Map.of()));
        }
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals(numbers.get(i).warmup(), formulas.get(i).warmupBars(), "seed=" + seed + " bars before " + numbers.get(i).text());
        }
        final Bars bars = made.bars();
        for (int bar = 0; bar < bars.size(); bar++) {
            graph.onBar(bar, bar + 1, bars.open[bar], bars.high[bar], bars.low[bar], bars.close[bar], bars.volume[bar]);
            for (int i = 0; i < numbers.size(); i++) {
                final String label = "seed=" + seed + " bar " + bar + ": " + numbers.get(i).text();
                assertEquals(numbers.get(i).values()[bar] + 0.0, nodes.get(i).value() + 0.0, label);
                assertEquals(numbers.get(i).values()[bar] + 0.0, formulas.get(i).value() + 0.0, label);
            }
            for (int i = 0; i < truths.size(); i++) {
                final String label = "seed=" + seed + " bar " + bar + ": " + truths.get(i).text();
                assertEquals(truths.get(i).holds()[bar], claims.get(i).holds(), label);
                assertEquals(truths.get(i).holds()[bar], claims.get(i).meaning().holds(), label);
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
            for (int i = 0; i < 12; i++) {
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
        assertEquals(true, held > not / 10 && not > held / 10, held + " times a claim held, " + not + " times not");
    }
}
