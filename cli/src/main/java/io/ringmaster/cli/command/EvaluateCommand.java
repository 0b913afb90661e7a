package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialRegistry;
import io.ringmaster.strategies.StrategySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: a policy beside its baselines, with how sure the difference is. */
@Command(
    name = "evaluate",
    description = {
        "Runs the configured policy and its baselines over the same history, through the same pipeline and venue with all costs: equal weights, AdaHedge,"
            + " Fixed-Share, confluence, each strategy alone, buy and hold, flat.",
        "Shows each with the interval of its Sharpe ratio, PSR and DSR, whether the policy beats every baseline (SPA), and how much choosing the best"
            + " of them overfits (PBO). Writes evaluation.json, evaluation.html and a directory of results for each."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster evaluate --data bars.csv.gz --config examples/backtest.yaml --out results/judged"})
public final class EvaluateCommand implements Runnable {

    private static final String HOLD = "buy-and-hold";
    /** A stop so far away is none. */
    private static final Map<String, String> WITHOUT_STOPS = Map.of(
        "execution.riskFraction", "0", "execution.defaultStopBps", "9999", "execution.maxStopBps", "9999", "execution.breakevenFromBps", "0",
        "execution.trailFromBps", "0", "execution.closeTrailFromBps", "0");

    @Option(names = "--data", required = true, description = "recorded market: bars (CSV, JSON, zip), a recorded book with trades, or a journal")
    private Path data;

    @Mixin
    private ColumnsOption dataColumns;

    @Option(names = "--config", required = true, description = "configuration of the policy (YAML)")
    private Path config;

    @Option(names = "--out", required = true, description = "directory for the results; must be new or empty")
    private Path out;

    @Mixin
    private PeriodOptions period;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Mixin
    private TrialOptions trials;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public void run() {
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is occupied: it is not empty. Give another directory with --out.");
        }
        final TrialRegistry registry = trials.open(out);
        TrialOptions.printFaults(registry);
        final Map<String, Map<String, String>> baselines = baselines(Settings.read(config, overrides));
        // Prepares all before the first runs, so that a mistake shows at once.
        final Map<String, PreparedBacktest> prepared = new LinkedHashMap<>();
        final PreparedBacktest policy = prepare(Map.of(), false);
        prepared.put(PolicyEvaluation.POLICY, policy);
        baselines.forEach((name, changes) -> {
            final PreparedBacktest baseline = prepare(changes, name.equals(HOLD));
            // A baseline that is the policy itself says nothing about it.
            if (!baseline.text().equals(policy.text())) {
                prepared.put(name, baseline);
            }
        });
        final List<Trial> played = new ArrayList<>();
        final List<PolicyEvaluation.Played> results = new ArrayList<>();
        final Backtest.Period time = period.period();
        prepared.forEach((name, backtest) -> results.add(play(name, backtest, time, played)));
        final TrialCount count = trials.log(registry, played);
        final PolicyEvaluation evaluation = PolicyEvaluation.of(results, count);
        write("evaluation.json", EvaluationText.json(evaluation).text() + "\n");
        write("evaluation.html", EvaluationText.html(evaluation, data + ", " + config));
        if (json) {
            EvaluationText.json(evaluation).print(System.out);
        } else {
            EvaluationText.lines(evaluation).forEach(System.out::println);
            System.out.println("  trials        " + trials.text(registry, count.trials()));
            System.out.println("  results       " + out.resolve("evaluation.html"));
        }
    }

    /** What each baseline changes in the configuration. */
    private static Map<String, Map<String, String>> baselines(final Settings settings) {
        final Map<String, Map<String, String>> baselines = new LinkedHashMap<>();
        for (final String algorithm : List.of("equal", "adahedge", "fixed_share")) {
            baselines.put(algorithm, Map.of("policy.type", "experts", "policy.experts.algorithm", algorithm));
        }
        baselines.put("confluence", Map.of("policy.type", "confluence"));
        settings.strategies().stream().filter(StrategySpec::enabled).map(StrategySpec::id).forEach(
            id -> baselines.put("alone-" + id, Map.of("policy.type", "single", "policy.strategy", id)));
        final Map<String, String> hold = new TreeMap<>(WITHOUT_STOPS);
        hold.putAll(Map.of("policy.type", "single", "policy.strategy", HOLD));
        baselines.put(HOLD, hold);
        return baselines;
    }

    private PreparedBacktest prepare(final Map<String, String> changes, final boolean isHold) {
        final Map<String, String> all = new TreeMap<>(overrides);
        all.putAll(changes);
        return PreparedBacktest.of(data, dataColumns, config, all, isHold ? EvaluateCommand::withHold : settings -> settings);
    }

    private static Settings withHold(final Settings settings) {
        final long shortestNs = settings.strategies().stream().filter(StrategySpec::enabled).mapToLong(StrategySpec::timeframeNs).min()
            .orElseThrow(() -> new InvalidInputException("the configuration has no enabled strategy. Add one under strategies."));
        final List<StrategySpec> strategies = new ArrayList<>(settings.strategies());
        strategies.add(StrategySpec.of(HOLD, "rule", shortestNs, Map.of("long", "close > 0")));
        return settings.with(strategies);
    }

    private PolicyEvaluation.Played play(final String name, final PreparedBacktest backtest, final Backtest.Period time, final List<Trial> played) {
        final BacktestResult result = backtest.run(out.resolve(name), time, trial -> {
            played.add(new Trial(Trial.Kind.EVALUATE, trial.identity(), trial.every(), trial.sharpe(), trial.name()));
            return TrialCount.ONE;
        }, name, json, new WhyNot());
        return new PolicyEvaluation.Played(
            name, result.ratios().get("totalReturn"), (double) result.money().turnoverE8() / result.money().initialEquityE8(), result.dailyReturns());
    }

    private void write(final String name, final String text) {
        try {
            Files.writeString(out.resolve(name), text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + out.resolve(name), e);
        }
    }
}
