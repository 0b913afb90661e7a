package io.ringmaster.lab.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.experts.ExpertSettings;
import io.ringmaster.lab.source.ReturnsFile;
import io.ringmaster.lab.source.ReturnsTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every algorithm over {@code experts/returns.csv}, 60 synthetic days with a crash and a jump. The expected numbers come from {@code
 * scripts/check_experts.py FILE ALGORITHM key=value …}, which computes with decimals of 60 digits and multiplies weights instead of adding their
 * logarithms.
 */
class ExpertsEvaluationTest {

    private static final double RELATIVE = 1e-12;

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void copyTheTable() throws IOException {
        file = directory.resolve("returns.csv");
        try (InputStream table = ExpertsEvaluationTest.class.getResourceAsStream("/experts/returns.csv")) {
            Files.copy(table, file);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        equal                              | 0.9786809437226991 | 0.2929115199128908  | 96.56627474604602
        hedge                              | 0.9689941555193514 | 1.1951208021634665  | 6.948606865625872
        hedge eta=0.7 clip=0.05            | 0.9753576582112765 | 1.3297441846916818  | 7.549197017763
        hedge horizon=1000                 | 0.9763074250207865 | 1.019830339119887   | 15.034811432185286
        adahedge                           | 0.9707621640063263 | 1.3370367858483976  | 5.790715361553358
        adahedge clip=0.02                 | 0.9805640545563777 | 2.1215542015011835  | 7.702985145686465
        fixed_share                        | 0.982091930219093  | 0.28943228987807257 | 2.0833360425726917
        fixed_share alpha=0 eta=0.5        | 0.9804423245277386 | 0.2911133877502335  | 3.2188758248682006
        fixed_share loss=clipped alpha=0.1 | 0.9484826714996617 | 0.6426420823586694  | 13.995305827138733
        eg                                 | 0.9788336312397503 | 0.2927555185024148  | 32.978457122343
        eg eta=2                           | 0.9854951734664267 | 0.28597298011253003 | 32.392673902656874
        universal                          | 0.9793522380380095 | 0.29222583761918425 | 9.271059107010888
        """)
    void shouldAgreeWithAnIndependentComputation(final String words, final double wealth, final double regret, final double bound) {
        final ExpertsResult result = ExpertsEvaluation.of(table(ReturnsTable.Kind.RETURNS), settings(words));

        assertEquals(60, result.rows());
        assertEquals(5, result.experts());
        assertEquals("breakout", result.baselines().bestExpert());
        assertClose(1.3117497462793342, result.baselines().bestExpertWealth());
        assertClose(0.9786809437226991, result.baselines().uniformWealth());
        assertClose(0.9822687494586033, result.baselines().marketWealth());
        assertClose(wealth, result.finalWealth());
        assertClose(regret, result.regret());
        assertClose(bound, result.regretBound());
    }

    /** Whoever holds the written weights has the same wealth at the end. */
    @Test
    void shouldWriteTheWeightsOfEachRound() throws IOException {
        final ReturnsTable table = table(ReturnsTable.Kind.RETURNS);
        final Path out = directory.resolve("weights.csv");
        final ExpertsResult result = ExpertsEvaluation.of(table, settings("adahedge"), out);

        final List<String> lines = Files.readAllLines(out);
        assertEquals("date,trend,reversion,breakout,carry,flat", lines.getFirst());
        assertEquals("2024-01-01,0.2,0.2,0.2,0.2,0.2", lines.get(1));
        assertEquals(61, lines.size());
        double wealth = 1;
        for (int row = 0; row < 60; row++) {
            final double[] weights = Arrays.stream(lines.get(row + 1).split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
            assertEquals(1, Arrays.stream(weights).sum(), RELATIVE);
            double mixture = 0;
            for (int i = 0; i < weights.length; i++) {
                mixture += weights[i] * table.relatives().get(row)[i];
            }
            wealth *= mixture;
        }
        assertEquals(result.finalWealth(), wealth);
        // The last row of the script.
        assertArrayEquals(
            new double[] {0.09889658208266704, 0.0465466264184446, 0.49890164918418917, 0.19758944475309068, 0.15806569756160854},
            Arrays.stream(lines.getLast().split(",")).skip(1).mapToDouble(Double::parseDouble).toArray(), RELATIVE);
        final Path again = directory.resolve("again.csv");
        ExpertsEvaluation.of(table, settings("adahedge"), again);
        assertEquals(-1, Files.mismatch(out, again));
    }

    @Test
    void shouldRateReturnsRelativesAndPricesAlike() throws IOException {
        final ReturnsTable table = table(ReturnsTable.Kind.RETURNS);
        final StringBuilder relatives = new StringBuilder("a,b,c,d,e\n");
        final StringBuilder prices = new StringBuilder("a,b,c,d,e\n");
        final double[] wealth = {1, 1, 1, 1, 1};
        for (final double[] row : table.relatives()) {
            Arrays.setAll(wealth, i -> wealth[i] * row[i]);
            append(relatives, row);
            append(prices, wealth);
        }
        final double expected = ExpertsEvaluation.of(table, settings("eg")).finalWealth();
        file = Files.writeString(directory.resolve("relatives.csv"), relatives);
        assertEquals(expected, ExpertsEvaluation.of(table(ReturnsTable.Kind.RELATIVES), settings("eg")).finalWealth());
        file = Files.writeString(directory.resolve("prices.csv"), prices);
        assertClose(expected, ExpertsEvaluation.of(table(ReturnsTable.Kind.PRICES), settings("eg")).finalWealth());
    }

    private static void append(final StringBuilder text, final double[] row) {
        for (int i = 0; i < row.length; i++) {
            text.append(i == 0 ? "" : ",").append(row[i]);
        }
        text.append('\n');
    }

    private ReturnsTable table(final ReturnsTable.Kind kind) {
        return ReturnsFile.read(file, kind, bytes -> { });
    }

    /** @param words the algorithm and {@code key=value}, as the script takes them */
    private static ExpertSettings settings(final String words) {
        final Map<String, String> given = new TreeMap<>();
        for (final String word : words.split(" ")) {
            final String[] key = word.split("=");
            given.put(key.length == 1 ? "algorithm" : key[0], key[key.length - 1]);
        }
        return Configuration.bind(ExpertSettings.class, "test", "", given);
    }

    private static void assertClose(final double expected, final double actual) {
        assertTrue(Math.abs(actual - expected) <= RELATIVE * 10 * Math.max(1, Math.abs(expected)), () -> "expected " + expected + ", not " + actual);
    }
}
