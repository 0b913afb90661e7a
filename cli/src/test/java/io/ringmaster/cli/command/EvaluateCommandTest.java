package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate} as a user runs it. */
class EvaluateCommandTest {

    private static final long START_MS = 1_577_836_800_000L;
    private static final int BARS = 33 * 24;
    private static final int STEPS_A_BAR = 60;

    @TempDir
    private Path directory;
    private Path config;

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = Files.writeString(directory.resolve("two.yaml"), """
            session: {seed: 7, initialCash: 100000, warmup: 1d}
            instruments: [{symbol: PF_XBTUSD, tick: 0.01}]
            strategies:
              - {id: fast, type: rule, timeframe: 1h, parameters: {long: "close > sma(5)", short: "close < sma(5)"}}
              - {id: slow, type: rule, timeframe: 1h, parameters: {long: "close > sma(20)", short: "close < sma(20)"}}
            policy: {type: single, strategy: fast, maxAge: 125m}
            risk: {maxOrderQty: 1000, maxOrderValue: 1000000, maxPosition: 1000, maxDailyLoss: 1000000, maxDrawdown: 0.9}
            """);
    }

    @Test
    void shouldShowThePolicyBesideItsBaselines() throws IOException {
        final Cli.Result result = evaluate(1, "--json");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, Object> json = JsonTree.of(result.out().strip());
        assertEquals(List.of("policies", "trials", "pbo", "spaPValue", "hardestBaseline", "spaPValueWorse"), List.copyOf(json.keySet()));
        final List<Map<?, ?>> policies = policies(json);
        assertEquals(
            List.of("policy", "equal", "adahedge", "fixed_share", "confluence", "alone-slow", "buy-and-hold", "flat"),
            policies.stream().map(each -> each.get("name")).toList(), "'fast' alone is the policy itself");
        assertEquals("[name, netReturn, sharpe, sharpeLow, sharpeHigh, psr, dsr, turnover]", policies.getFirst().keySet().toString());
        assertEquals("7", json.get("trials"), "flat is none");
        assertEquals("1.0", String.format(Locale.ROOT, "%.1f", Double.parseDouble(policies.get(6).get("turnover").toString())), "bought once, and held");
        assertEquals("0.0", policies.getLast().get("turnover"));
        final Path out = directory.resolve("results1");
        assertEquals(result.out().strip(), Files.readString(out.resolve("evaluation.json")).strip());
        assertTrue(Files.readString(out.resolve("evaluation.html")).contains("<tr><th>buy-and-hold</th><td>"));
        assertTrue(Files.exists(out.resolve("alone-slow/report.html")));
    }

    @Test
    void shouldNotMixItsResultsWithOtherFiles() throws IOException {
        Files.createDirectories(directory.resolve("results1/older"));
        final Cli.Result result = evaluate(1);

        assertEquals(2, result.exitCode());
        assertEquals("ringmaster: " + directory.resolve("results1") + " is occupied: it is not empty. Give another directory with --out.\n", result.err());
    }

    /** Whatever a policy earns on a random walk is luck. */
    @Test
    void shouldBelieveNoPolicyOnTenRandomWalks() throws IOException {
        final List<String> believed = new ArrayList<>();
        for (int seed = 1; seed <= 10; seed++) {
            final Cli.Result result = evaluate(seed, "--json");
            assertEquals(0, result.exitCode(), result.err());
            for (final Map<?, ?> each : policies(JsonTree.of(result.out().strip()))) {
                if (each.get("dsr") != null && Double.parseDouble(each.get("dsr").toString()) > 0.95) {
                    believed.add("seed " + seed + ": " + each);
                }
            }
        }

        assertEquals(List.of(), believed);
    }

    private static List<Map<?, ?>> policies(final Map<String, Object> json) {
        final List<Map<?, ?>> policies = new ArrayList<>();
        for (final Object each : (List<?>) json.get("policies")) {
            policies.add((Map<?, ?>) each);
        }
        return policies;
    }

    /** Each with a registry of its own. */
    private Cli.Result evaluate(final int seed, final String... more) throws IOException {
        final List<String> all = new ArrayList<>(List.of(
            "evaluate", "--data", walk(seed).toString(), "--config", config.toString(), "--out", directory.resolve("results" + seed).toString(),
            "--registry", directory.resolve("trials" + seed + ".jsonl").toString()));
        all.addAll(List.of(more));
        return Cli.run(all.toArray(String[]::new));
    }

    /** Hourly bars of a walk in small steps. Bars without wicks would be no random walk: within them, the price would go on as it began. */
    private Path walk(final int seed) throws IOException {
        final Random random = new Random(seed);
        final StringBuilder bars = new StringBuilder("time_ms,open,high,low,close,volume\n");
        double price = 10_000;
        for (int i = 0; i < BARS; i++) {
            final double open = price;
            double high = price;
            double low = price;
            for (int step = 0; step < STEPS_A_BAR; step++) {
                price *= Math.exp(0.006 / Math.sqrt(STEPS_A_BAR) * random.nextGaussian());
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            bars.append(String.format(Locale.ROOT, "%d,%.2f,%.2f,%.2f,%.2f,10%n", START_MS + i * 3_600_000L, open, high, low, price));
        }
        return Files.writeString(directory.resolve("walk" + seed + ".csv"), bars);
    }
}
