package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.evaluation.BarShapes;
import io.ringmaster.lab.evaluation.Judge;
import io.ringmaster.lab.evaluation.LeakCheck;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.lab.evaluation.Stability;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialRegistry;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.InstrumentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
            + " Fixed-Share, confluence, each strategy alone, buy and hold, flat, and traders that trade at random as much as the policy.",
        "Shows each with the interval of its Sharpe ratio, PSR and DSR, whether the policy beats every baseline (SPA), how much choosing the best"
            + " of them overfits (PBO), how steady the policy is in parts of the time, and whether its inputs know the future. With --train, a model is"
            + " trained anew for each part, and judged by what it had not seen. Writes evaluation.json, evaluation.html and a directory of results for each."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster evaluate --data bars.csv.gz --config examples/backtest.yaml --out results/judged",
        "  ./ringmaster evaluate --data bars.csv.gz --config examples/train.yaml --out results/trained --train --walk-forward 4"})
public final class EvaluateCommand implements Runnable {

    /** So that several trainings end. */
    private static final String DECISIONS_OF_A_FOLD = "50000";

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

    @Mixin
    private DivisionOptions divisions;

    @Option(names = "--train", description = "train the model anew for each part of the time, on the other days; it needs no model yet")
    private boolean isTrained;

    @Option(names = "--training", description = "settings of the training (YAML); without it, the defaults with " + DECISIONS_OF_A_FOLD + " decisions")
    private Path training;

    @Option(names = "--random", paramLabel = "N", defaultValue = "20",
        description = "traders that trade at random as much as the policy; 0 for none (default: ${DEFAULT-VALUE})")
    private int traders;

    @Option(names = "--set", description = "override one setting: a.b=c, or training.c=d for one of the training; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Mixin
    private TrialOptions trials;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    private final Map<String, String> ofSession = new TreeMap<>();
    private final List<Trial> tried = new ArrayList<>();
    private BarShapes shapes;

    /** The policy, with what the other blocks of the report need. */
    private record Policy(
        PolicyEvaluation.Played played, RandomTraders.Habits habits, List<EvaluationReport.Cut> cuts, List<List<Stability.Tested>> tested) {
    }

    @Override
    public void run() {
        if (traders < 0) {
            throw new InvalidInputException("--random " + traders + ": give a number of traders, or 0 for none.");
        }
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is occupied: it is not empty. Give another directory with --out.");
        }
        final TrainingOverrides given = TrainingOverrides.of(overrides);
        ofSession.putAll(given.session());
        if (isTrained) {
            ofSession.put("policy.model.file", "");
        }
        final TrialRegistry registry = trials.open(out);
        TrialOptions.printFaults(registry);
        final RecordedHistory history = RecordedHistory.of(
            data, dataColumns, config, ofSession, isTrained ? TrainCommand::requireModel : settings -> settings);
        divisions.check(history.settings());
        final RecordedEvents events = events(history, period.period());
        final FoldTraining folds = isTrained
            ? new FoldTraining(divisions.one(history.settings()), training(given), history.settings(), events, out.resolve(PolicyEvaluation.POLICY), json) : null;
        final Backtest.Period time = isTrained ? folds.tested() : period.period();
        // Prepares all before the first runs, so that a mistake shows at once.
        final PreparedBacktest fixed = isTrained ? null : prepare(Map.of(), false);
        final Map<String, PreparedBacktest> baselines = baselines(history.settings(), fixed);
        if (traders > 0) {
            random(history.settings(), 1);
        }
        final Policy policy = isTrained ? trained(folds) : played(fixed, time, events);
        final List<PolicyEvaluation.Played> results = new ArrayList<>(List.of(policy.played));
        baselines.forEach((name, backtest) -> results.add(result(name, run(name, backtest, time, new WhyNot()))));
        final TrialCount count = trials.log(registry, tried);
        final Judge judge = new Judge(count, shapes.withoutWicks() <= BarShapes.MOST_WITHOUT_WICKS);
        final EvaluationReport report = new EvaluationReport(
            PolicyEvaluation.of(results, judge), stability(policy, history.settings(), judge), randomOutcomes(history.settings(), policy, events, time),
            leaks(history.settings(), events), policy.cuts, shapes.withoutWicks(), notes(history.settings()));
        write("evaluation.json", EvaluationText.json(report).text() + "\n");
        write("evaluation.html", EvaluationPage.html(report, data + ", " + config));
        print(report, registry, count);
    }

    private void print(final EvaluationReport report, final TrialRegistry registry, final TrialCount count) {
        if (json) {
            EvaluationText.json(report).print(System.out);
        } else {
            EvaluationText.lines(report).forEach(System.out::println);
            System.out.println("  trials        " + trials.text(registry, count.trials()));
            System.out.println("  results       " + out.resolve("evaluation.html"));
        }
    }

    /** The recorded market of a time and of the warm-up before it; counts the bars without wicks in that time. */
    private RecordedEvents events(final RecordedHistory history, final Backtest.Period time) {
        try (Progress progress = Progress.over("read", data, json); MarketDataSource market = history.open(progress)) {
            shapes = new BarShapes(market, time.fromNs(), time.toNs());
            final long fromNs = time.fromNs() == Long.MIN_VALUE ? Long.MIN_VALUE : time.fromNs() - history.settings().session().warmupNs();
            return RecordedEvents.of(shapes, data.toString(), fromNs, time.toNs());
        }
    }

    private TrainingSettings training(final TrainingOverrides given) {
        return given.settings(training, training == null ? Map.of("decisions", DECISIONS_OF_A_FOLD) : Map.of());
    }

    /** @param policy null if it is trained */
    private Map<String, PreparedBacktest> baselines(final Settings settings, final PreparedBacktest policy) {
        final Map<String, PreparedBacktest> prepared = new LinkedHashMap<>();
        Baselines.of(settings).forEach((name, changes) -> {
            final PreparedBacktest baseline = prepare(changes, name.equals(Baselines.HOLD));
            // A baseline that is the policy itself says nothing about it.
            if (policy == null || !baseline.text().equals(policy.text())) {
                prepared.put(name, baseline);
            }
        });
        return prepared;
    }

    private PreparedBacktest prepare(final Map<String, String> changes, final boolean isHold) {
        return PreparedBacktest.of(data, dataColumns, config, changed(changes), isHold ? Baselines::withHold : settings -> settings);
    }

    private Map<String, String> changed(final Map<String, String> changes) {
        final Map<String, String> all = new TreeMap<>(ofSession);
        all.putAll(changes);
        return all;
    }

    private Settings random(final Settings settings, final double size) {
        return RecordedHistory.of(data, dataColumns, config, changed(RandomBaseline.changes(settings, size)), Baselines::onlyHold).settings();
    }

    private Policy trained(final FoldTraining folds) {
        final FoldTraining.Outcome outcome = folds.run(
            (model, _) -> prepare(Map.of("policy.model.file", model.toAbsolutePath().toString()), false));
        tried.add(outcome.trial());
        return new Policy(outcome.policy(), outcome.habits(), List.of(), outcome.tested());
    }

    /** Trades the whole time, and once more up to some moments: what comes later must not change the decisions before. */
    private Policy played(final PreparedBacktest fixed, final Backtest.Period time, final RecordedEvents events) {
        final long lastNs = events.timeNs(events.count() - 1);
        final List<CutCheck> whole = CutCheck.within(Math.min(lastNs, events.timeNs(0) + fixed.settings().session().warmupNs()), lastNs);
        final BacktestResult result = run(PolicyEvaluation.POLICY, fixed, time, CutCheck.all(whole));
        final List<EvaluationReport.Cut> cuts = new ArrayList<>();
        for (final CutCheck check : whole) {
            final CutCheck cut = new CutCheck(check.cutNs());
            final Path place = out.resolve("cut");
            fixed.run(place, new Backtest.Period(time.fromNs(), check.cutNs()), _ -> TrialCount.ONE, "cut", json, cut);
            Directories.delete(place);
            cuts.add(new EvaluationReport.Cut(
                Instant.ofEpochSecond(0, check.cutNs()), check.decisions(), Arrays.equals(check.hash(), cut.hash())));
        }
        final Map<String, Double> ratios = result.ratios();
        return new Policy(
            result(PolicyEvaluation.POLICY, result),
            new RandomTraders.Habits(result.money().turnover(), ratios.get("timeLong"), ratios.get("timeShort"), ratios.get("averageExposure")), cuts, null);
    }

    private List<Stability> stability(final Policy policy, final Settings settings, final Judge judge) {
        if (isTrained) {
            return List.of(Stability.trained(divisions.one(settings), policy.tested, judge));
        }
        return divisions.all(settings, policy.played.daily().count()).stream()
            .map(division -> Stability.untrained(division, policy.played.daily(), judge)).toList();
    }

    private List<RandomTraders.Outcome> randomOutcomes(
        final Settings settings, final Policy policy, final RecordedEvents events, final Backtest.Period time) {
        if (traders == 0 || !policy.habits.isTrading()) {
            return List.of();
        }
        final RecordedEvents traded = isTrained
            ? events.within(List.of(new RecordedEvents.Span(time.fromNs() - settings.session().warmupNs(), time.toNs() + 1))) : events;
        return RandomBaseline.play(random(settings, policy.habits.size()), traded, policy.habits, traders, json);
    }

    private List<LeakCheck.Checked> leaks(final Settings settings, final RecordedEvents events) {
        final InstrumentDefinition first = settings.instruments().getFirst();
        final List<StrategySpec> specs = settings.strategies().stream().filter(StrategySpec::enabled)
            .filter(spec -> spec.symbol().isEmpty() || spec.symbol().equals(first.symbol())).toList();
        return specs.isEmpty() ? List.of()
            : LeakCheck.of(events.source(), data.toString(), specs, settings.policy().observation().observedSeries(), _ -> first);
    }

    private BacktestResult run(final String name, final PreparedBacktest backtest, final Backtest.Period time, final OutputSink listener) {
        return backtest.run(out.resolve(name), time, trial -> {
            tried.add(new Trial(Trial.Kind.EVALUATE, trial.identity(), trial.every(), trial.sharpe(), trial.name()));
            return TrialCount.ONE;
        }, name, json, listener);
    }

    static PolicyEvaluation.Played result(final String name, final BacktestResult result) {
        return new PolicyEvaluation.Played(name, result.ratios().get("totalReturn"), result.money().turnover(), result.daily());
    }

    private List<String> notes(final Settings settings) {
        final List<String> notes = new ArrayList<>();
        if (isTrained) {
            notes.add("The policy was trained anew for each part of the time, and judged by what it had not seen.");
        } else if (settings.policy().method().type() == PolicySettings.Type.MODEL) {
            notes.add("If the model was trained or chosen on these days, this proves nothing: give days that it has not seen, or --train.");
        }
        notes.addAll(EvaluationText.cautions(settings.execution().trailing(), shapes));
        return notes;
    }

    private void write(final String name, final String text) {
        try {
            Files.writeString(out.resolve(name), text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + out.resolve(name), e);
        }
    }
}
