package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code policy eval} as a user runs it. */
class PolicyCommandTest {

    @TempDir
    private Path directory;
    private Path table;

    /** Two experts that trade places; by hand: wealth 2 · 1/2 and 1/2 · 2. */
    @BeforeEach
    void writeTable() throws IOException {
        table = Files.writeString(directory.resolve("relatives.csv"), "day,a,b\n2024-01-01,2,0.5\n2024-01-02,0.5,2\n2024-01-03,1,1.25\n");
    }

    @Test
    void shouldPrintOneJsonObject() {
        final Cli.Result result = eval("--relatives", "--set", "policy.experts.algorithm=equal", "--json");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", result.err());
        final Map<String, String> json = result.json();
        assertEquals(
            List.of("bestExpert", "bestExpertWealth", "dsr", "experts", "finalWealth", "marketWealth", "psr", "regret", "regretBound", "rows", "sharpe",
                "sharpeHigh", "sharpeLow", "trials", "uniformWealth"),
            List.copyOf(json.keySet()));
        assertEquals(List.of("3", "2", "b", "1.25", "1.7578125", "1.7578125", "1.125"),
            List.of(json.get("rows"), json.get("experts"), json.get("bestExpert"), json.get("bestExpertWealth"), json.get("finalWealth"),
                json.get("uniformWealth"), json.get("marketWealth")));
        assertEquals(Math.log(1.25 / 1.7578125), Double.parseDouble(json.get("regret")), 1e-12);
        assertEquals(3 * Math.log(2), Double.parseDouble(json.get("regretBound")), 1e-12);
        assertEquals(1, result.out().lines().count());
    }

    /** The Sharpe ratio and its probabilities are by Python's statistics. Weights by wealth: 1/2 and 1/2, then 4/5 and 1/5, then 1/2 and 1/2 again. */
    @Test
    void shouldPrintATableAndWriteTheWeights() throws IOException {
        final Path out = directory.resolve("weights.csv");
        final Cli.Result result = eval(
            "--relatives", "--set", "policy.experts.algorithm=fixed_share", "--set", "policy.experts.alpha=0", "--out", out.toString());

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("""
            3 rows, 2 experts, fixed_share
              final wealth          1.1250
              best expert           1.2500  b
              uniform               1.7578  equal weights, restored in each round
              market                1.1250  equal parts at the start, held
              regret                0.1054  at most 0.6931, in log wealth
              Sharpe        0.25 a round; 95 %% of LOW to HIGH
                            above 0 with 63.1 %% (PSR), above the luck of 1 trial with 63.1 %% (DSR); 95 %% needs 50 rounds, there are 3
              weights       %s
              trials        1 recorded in %s
            """.formatted(out, directory.resolve("trials.jsonl")), result.out().replaceFirst("of -?[0-9.]+ to -?[0-9.]+\n", "of LOW to HIGH\n"));
        final List<String> lines = Files.readAllLines(out);
        assertEquals("day,a,b", lines.get(0));
        assertEquals("2024-01-01,0.5,0.5", lines.get(1));
        assertEquals(0.8, Double.parseDouble(lines.get(2).split(",")[1]), 1e-12);
        assertEquals(0.5, Double.parseDouble(lines.get(3).split(",")[1]), 1e-12);
        assertEquals(4, lines.size());
    }

    /** Published and independently computed figures of 36 stocks over 5,651 days; the data is not part of the repository. */
    @ParameterizedTest
    @CsvSource({"equal, , 27.0752", "eg, policy.experts.eta=0.05, 27.0949", "fixed_share, policy.experts.alpha=0.01, 21.2102"})
    void shouldGiveTheKnownWealthOnTheNyse(final String algorithm, final String key, final String wealth) {
        final Path nyse = Cli.sharedData("olps/nyse_o.csv.gz");
        Assumptions.assumeTrue(nyse != null, "there is no ../shared/data/olps/nyse_o.csv.gz");
        table = nyse;
        final List<String> options = new ArrayList<>(List.of("--prices", "--json", "--set", "policy.experts.algorithm=" + algorithm));
        if (key != null) {
            options.addAll(List.of("--set", key));
        }
        final Cli.Result result = eval(options.toArray(String[]::new));

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        assertEquals("5651", json.get("rows"));
        assertEquals("36", json.get("experts"));
        assertEquals("14.4973", digits(json, "marketWealth"));
        assertEquals("54.1404", digits(json, "bestExpertWealth"));
        assertEquals("27.0752", digits(json, "uniformWealth"));
        assertEquals(wealth, digits(json, "finalWealth"));
        assertTrue(Double.parseDouble(json.get("regret")) <= Double.parseDouble(json.get("regretBound")), json::toString);
    }

    /** Pairs of those stocks; Cover (1991) prints 38.67, 78.47 and 72.63. */
    @ParameterizedTest
    @CsvSource({"'T,W', 38.6727, 73.6190", "'F,W', 78.4742, 144.0035", "'F,Z', 72.6289, 102.9589"})
    void shouldGiveTheKnownWealthOfUniversalPortfolios(final String pair, final String wealth, final String bestMix) {
        final Path nyse = Cli.sharedData("olps/nyse_o.csv.gz");
        Assumptions.assumeTrue(nyse != null, "there is no ../shared/data/olps/nyse_o.csv.gz");
        table = nyse;
        final Cli.Result result = eval("--prices", "--experts", pair, "--json", "--set", "policy.experts.algorithm=universal");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, String> json = result.json();
        assertEquals("2", json.get("experts"));
        assertEquals(wealth, digits(json, "finalWealth"));
        assertEquals(bestMix, digits(json, "bestMixWealth"));
    }

    /** Day by day, half of both has 1.25, 1.25 and 1.125: no other mix has more. */
    @Test
    void shouldPrintTheBestMixOfTheColumnsThatCount() throws IOException {
        table = Files.writeString(directory.resolve("three.csv"), "a,c,b\n2,1,0.5\n0.5,1,2\n1,1,1\n");
        final Cli.Result result = eval("--relatives", "--experts", "b,a", "--set", "policy.experts.algorithm=universal");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().startsWith("3 rows, 2 experts, universal\n"), result.out());
        assertTrue(result.out().contains("  best mix              1.5625  constant weights in parts of 5 %, restored in each round\n"), result.out());
    }

    private static String digits(final Map<String, String> json, final String key) {
        return String.format(Locale.ROOT, "%.4f", Double.parseDouble(json.get(key)));
    }

    @Test
    void shouldNameWhatIsWrong() throws IOException {
        final Path out = directory.resolve("weights.csv");
        assertRefused("override: key 'policy.experts.algorithm': 'best' is not allowed. Give one of equal, hedge, adahedge, fixed_share, eg, universal.",
            "--set", "policy.experts.algorithm=best");
        assertRefused("override: key 'policy.experts.etha': unknown. Did you mean 'eta'?", "--set", "policy.experts.etha=1");
        assertRefused("override: key 'risk': unknown. Known here: policy.", "--set", "risk.maxLeverage=1");
        assertRefused("Give --relatives or --prices, not both. Try './ringmaster policy eval --help'.", "--relatives", "--prices");
        assertRefused(table + " exists already. Give another file with --out.", "--relatives", "--out", table.toString());
        assertRefused("--experts: the table has no column 'c'; it has a, b", "--relatives", "--experts", "a,c");
        assertRefused("--experts: a column is named twice, which would give it twice the weight: a, b, a", "--relatives", "--experts", "a,b,a");
        table = Files.writeString(directory.resolve("seven.csv"), "a,b,c,d,e,f,g\n0,0,0,0,0,0,0\n");
        assertRefused("policy.experts: universal weighs every mix in parts of 5 %, which is possible for 1 to 6 experts: experts=7. Take another algorithm, such as eg",
            "--set", "policy.experts.algorithm=universal");
        table = Files.writeString(directory.resolve("ragged.csv"), "a,b\n0,0\n0\n");
        assertRefused(table + " line 3: it has 1 columns, expected 2: a,b; fix or remove the line", "--out", out.toString());
        table = directory.resolve("none.csv");
        assertRefused(table + " does not exist. Give a CSV file with a column for each expert.");
        assertFalse(Files.exists(out));
        assertEquals("ringmaster: Say what to do: eval. Try './ringmaster policy --help'.", Cli.run("policy").err().strip());
    }

    private void assertRefused(final String message, final String... options) {
        final Cli.Result result = eval(options);
        assertEquals(2, result.exitCode(), result.err());
        assertEquals("ringmaster: " + message, result.err().strip());
        assertEquals("", result.out());
    }

    private Cli.Result eval(final String... options) {
        final List<String> all = new ArrayList<>(List.of("policy", "eval", "--returns", table.toString()));
        all.addAll(List.of(options));
        if (!all.contains("--out")) {
            all.addAll(List.of("--registry", directory.resolve("trials.jsonl").toString()));
        }
        return Cli.run(all.toArray(String[]::new));
    }
}
