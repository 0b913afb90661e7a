package io.ringmaster.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code evaluate} as a user runs it. */
@Execution(ExecutionMode.CONCURRENT)
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
            session: {seed: 7, initialCash: 100000, warmup: 1d, tick: 1h}
            venue: {reportInterval: 1h}
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
        final Cli.Result result = evaluate(1, "--json", "--random", "4", "--set", "risk.maxDailyLoss=500");

        assertEquals(0, result.exitCode(), result.err());
        final Map<String, Object> json = JsonTree.of(result.out().strip());
        assertEquals(List.of(
            "policies", "trials", "pbo", "spaPValue", "hardestBaseline", "spaPValueWorse", "withoutWicks", "divisions", "random", "inputs", "cuts"), List.copyOf(json.keySet()));
        final List<Map<?, ?>> policies = policies(json);
        assertEquals(
            List.of("policy", "equal", "adahedge", "fixed_share", "confluence", "alone-slow", "buy-and-hold", "flat"),
            policies.stream().map(each -> each.get("name")).toList(), "'fast' alone is the policy itself");
        assertEquals("[name, netReturn, sharpe, sharpeLow, sharpeHigh, psr, dsr, turnover]", policies.getFirst().keySet().toString());
        assertEquals("7", json.get("trials"), "flat is none");
        assertEquals("1.0", String.format(Locale.ROOT, "%.1f", Double.parseDouble(policies.get(6).get("turnover").toString())), "bought once, and held: no limit of loss cuts it");
        assertEquals("0.0", policies.getLast().get("turnover"));
        requireSteady(json, policies.getFirst());
        final Path out = directory.resolve("results1");
        assertFalse(Files.exists(out.resolve("cut")));
        assertEquals(result.out().strip(), Files.readString(out.resolve("evaluation.json")).strip());
        assertTrue(Files.readString(out.resolve("evaluation.html")).contains("<tr><th>buy-and-hold</th><td>"));
        assertTrue(Files.exists(out.resolve("alone-slow/report.html")));
    }

    /** The blocks about the policy alone. */
    private static void requireSteady(final Map<String, Object> json, final Map<?, ?> policy) {
        final Map<?, ?> division = (Map<?, ?>) ((List<?>) json.get("divisions")).getFirst();
        assertEquals("walk-forward in 4 parts", division.get("method"));
        double growth = 1;
        for (final Object fold : (List<?>) division.get("folds")) {
            growth *= 1 + number((Map<?, ?>) fold, "netReturn");
        }
        assertEquals(number(policy, "netReturn"), growth - 1, 1e-9, "the parts are the whole");
        final Map<?, ?> random = (Map<?, ?>) json.get("random");
        assertEquals("4", random.get("traders"));
        assertEquals("4", random.get("withThePolicysTurnover"), random::toString);
        assertEquals(
            List.of("volume false", "strategy fast false", "strategy slow false"),
            ((List<?>) json.get("inputs")).stream().map(Map.class::cast).map(each -> each.get("name") + " " + each.get("isSuspicious")).toList());
        final List<?> cuts = (List<?>) json.get("cuts");
        assertEquals(2, cuts.size());
        for (final Object cut : cuts) {
            assertEquals("true", ((Map<?, ?>) cut).get("isSame"), cuts::toString);
            assertTrue(number((Map<?, ?>) cut, "decisions") > 100, cuts::toString);
        }
    }

    private static double number(final Map<?, ?> object, final String key) {
        return Double.parseDouble(object.get(key).toString());
    }

    /** The volume of a bar is the close of the next one: a column that was computed from later rows. */
    @Test
    void shouldNameAPlantedLookAhead() throws IOException {
        final List<String> bars = Files.readAllLines(walk(1));
        for (int i = 1; i < bars.size() - 1; i++) {
            bars.set(i, bars.get(i).substring(0, bars.get(i).lastIndexOf(',') + 1) + bars.get(i + 1).split(",")[4]);
        }
        final Path data = Files.write(directory.resolve("planted.csv"), bars);
        Files.writeString(config, Files.readString(config).replace("close > sma(20)", "volume > close").replace("close < sma(20)", "volume < close"));
        final Cli.Result result = Cli.run(
            "evaluate", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve("planted").toString(), "--random", "0");

        assertEquals(0, result.exitCode(), result.err());
        final List<String> alerts = result.out().lines().filter(line -> line.contains("LOOK-AHEAD")).toList();
        assertEquals(2, alerts.size(), result.out());
        assertTrue(alerts.get(0).startsWith("  LOOK-AHEAD: volume knows what follows it."), alerts::toString);
        assertTrue(alerts.get(1).startsWith("  LOOK-AHEAD: strategy slow knows what follows it."), alerts::toString);
        assertTrue(Files.readString(directory.resolve("planted/evaluation.html")).contains("<p class=\"alert\">LOOK-AHEAD: volume knows"));
    }

    /** Within a bar without wicks the price goes on as it began, so that stops earn on a random walk. */
    @Test
    void shouldJudgeNothingOnBarsWithoutWicks() throws IOException {
        final List<String> bars = Files.readAllLines(walk(1));
        final Path data = Files.write(directory.resolve("wickless.csv"), WicklessBars.of(bars));
        final Cli.Result result = Cli.run(
            "evaluate", "--data", data.toString(), "--config", config.toString(), "--out", directory.resolve("wickless").toString(), "--random", "0");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("  NOT JUDGED: 100 % of the bars have no wicks."), result.out());
        final Map<String, Object> json = JsonTree.of(Files.readString(directory.resolve("wickless/evaluation.json")));
        for (final Map<?, ?> each : policies(json)) {
            assertTrue(each.get("netReturn") != null && each.get("sharpe") == null && each.get("dsr") == null, each::toString);
        }
    }

    @Test
    void shouldTrainAModelForEachPartOfTheTimeAndJudgeOneThatExists() throws IOException {
        Files.writeString(config, Files.readString(config).replace(
            "policy: {type: single, strategy: fast, maxAge: 125m}", "policy: {type: model, observation: [meta], observationTimeframe: 1h, missingValues: mask,"
                + " maxAge: 125m, model: {head: adjust, maxUnknown: 4096, file: later.onnx}}"));
        final Cli.Result trained = evaluate(
            1, "--json", "--train", "--cpcv", "3,2", "--purge", "1", "--random", "1", "--set", "training.decisions=256", "--set",
            "training.updateDecisions=128", "--set", "training.episodeDecisions=48", "--set", "training.hidden=[8]", "--set", "training.environments=2",
            "--set", "training.validations=1");

        assertEquals(0, trained.exitCode(), trained.err());
        final Map<String, Object> json = JsonTree.of(trained.out().strip());
        final Map<?, ?> division = (Map<?, ?>) ((List<?>) json.get("divisions")).getFirst();
        assertEquals(3, ((List<?>) division.get("folds")).size());
        final List<?> paths = (List<?>) division.get("paths");
        assertEquals(2, paths.size());
        // 33 days; the first bar closes in the first, so a warm-up of a day ends in the second.
        assertEquals(List.of("31", "31"), paths.stream().map(Map.class::cast).map(path -> path.get("days")).toList());
        final double least = Math.min(number((Map<?, ?>) paths.get(0), "netReturn"), number((Map<?, ?>) paths.get(1), "netReturn"));
        assertEquals(least, number(policies(json).getFirst(), "netReturn"), 1e-12);
        assertEquals("8", json.get("trials"), "the policy once, and seven baselines");
        final Path model = directory.resolve("results1/policy/fold-2/model.onnx");
        assertTrue(Files.exists(directory.resolve("results1/policy/fold-3/test-2/report.html")));

        final Cli.Result fixed = evaluate(2, "--random", "0", "--set", "policy.model.file=" + model);
        assertEquals(0, fixed.exitCode(), fixed.err());
        assertTrue(fixed.out().contains("  If the model was trained or chosen on these days, this proves nothing"), fixed.out());
        assertTrue(fixed.out().contains("The decisions are the same when the later data are missing."), fixed.out());
    }

    @Test
    void shouldRefuseADivisionThatCannotBe() throws IOException {
        assertRefused(evaluate(1, "--cpcv", "3,3"), "ringmaster: --cpcv: give the number of groups, 2 to 20, and how many of them are tested at a time, such as"
            + " 6,2.\n");
        assertRefused(evaluate(1, "--cpcv", "20,10"), "ringmaster: --cpcv 20,10 has 184756 choices of tested groups, more than 1000. Give fewer groups.\n");
        assertRefused(evaluate(1, "--random", "-5"), "ringmaster: --random -5: give a number of traders, or 0 for none.\n");
        assertRefused(evaluate(1, "--train"), "ringmaster: policy.type: single needs no training. Set policy.type: model, and policy.observation to what the model"
            + " is to see.\n");
    }

    private static void assertRefused(final Cli.Result result, final String text) {
        assertEquals(2, result.exitCode(), result.out());
        assertEquals(text, result.err());
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
            final Cli.Result result = evaluate(seed, "--json", "--random", "0");
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
