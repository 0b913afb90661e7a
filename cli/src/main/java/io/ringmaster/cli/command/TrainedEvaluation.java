package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.evaluation.BarShapes;
import io.ringmaster.lab.evaluation.Division;
import io.ringmaster.lab.evaluation.Judge;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.Stability;
import io.ringmaster.lab.split.Gap;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The end of a training: the policy beside its baselines, on the data behind the training if there are any, otherwise on those that chose it. Can be
 * repeated.
 */
final class TrainedEvaluation {

    static final String PAGE = "evaluation.html";

    private static final String JSON = "evaluation.json";
    private static final int PARTS = 4;
    private static final Gap NO_GAP = new Gap(0, 0);

    private final TrainedPolicy policy;
    private final PreparedTraining all;
    private final boolean quiet;

    private TrainedEvaluation(final TrainedPolicy policy, final boolean quiet) {
        this.policy = policy;
        this.quiet = quiet;
        all = policy.learned().seed().all();
    }

    /** Writes evaluation.html and evaluation.json into the directory of the policy. */
    static void write(final TrainedPolicy policy, final boolean quiet) {
        new TrainedEvaluation(policy, quiet).write();
    }

    private void write() {
        final boolean isTested = policy.test() != null;
        final BacktestResult judged = isTested ? policy.test() : policy.validation();
        final Backtest.Period time = isTested ? all.test() : new Backtest.Period(policy.learned().validationFromNs(), all.toNs());
        final List<PolicyEvaluation.Played> results = new ArrayList<>(List.of(EvaluateCommand.result(PolicyEvaluation.POLICY, judged)));
        final Path place = policy.directory().backtest("baselines");
        Directories.delete(place);
        Baselines.of(all.history().settings()).forEach((name, changes) -> results.add(EvaluateCommand.result(name, run(name, changes, time, place))));
        // 'evaluate' keeps them; here they would be larger than all else.
        Directories.delete(place);
        final EvaluationReport report = report(results, policy.trials(), time);
        write(JSON, EvaluationText.json(report).text() + "\n");
        write(PAGE, EvaluationPage.html(report, policy.directory().model() + ", " + (isTested ? "behind its training" : "on the data that chose it")));
    }

    private BacktestResult run(final String name, final Map<String, String> changes, final Backtest.Period time, final Path place) {
        final Map<String, String> overrides = new TreeMap<>(changes);
        overrides.put("policy.model.file", TrainingDirectory.MODEL);
        final PreparedBacktest baseline = PreparedBacktest.of(
            all.history().data(), ColumnsOption.of(all.request().columns()), policy.directory().path().resolve(TrainingDirectory.SESSION), overrides,
            name.equals(Baselines.HOLD) ? Baselines::withHold : settings -> settings);
        // No trial: nothing is chosen among them, and a training that is resumed here must count the same trials again.
        return baseline.run(place.resolve(name), time, _ -> TrialCount.ONE, name, quiet, new WhyNot());
    }

    private EvaluationReport report(final List<PolicyEvaluation.Played> results, final TrialCount count, final Backtest.Period time) {
        final Settings settings = all.history().settings();
        final BarShapes shapes = shapes(time);
        final Judge judge = new Judge(count, shapes.withoutWicks() <= BarShapes.MOST_WITHOUT_WICKS);
        final PolicyEvaluation.Played played = results.getFirst();
        final List<Stability> stability = played.daily().count() < PARTS ? List.of()
            : List.of(Stability.untrained(Division.walkForward(PARTS, NO_GAP), played.daily(), judge));
        final List<String> notes = new ArrayList<>();
        notes.add(policy.test() != null ? "The training did not see these days. Once you choose by them, they test nothing any more."
            : "The policy was chosen by these days, so this proves nothing. Train with --to, and the days behind it test the policy.");
        notes.addAll(EvaluationText.cautions(settings.execution().trailing(), shapes));
        return new EvaluationReport(PolicyEvaluation.of(results, judge), stability, List.of(), List.of(), List.of(), shapes.withoutWicks(), notes);
    }

    private BarShapes shapes(final Backtest.Period time) {
        try (Progress progress = Progress.over("read", all.history().data(), quiet); MarketDataSource market = all.history().open(progress)) {
            final BarShapes shapes = new BarShapes(market, time.fromNs(), time.toNs());
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
            while (shapes.next(buffer) > 0) {
                // It counts.
            }
            return shapes;
        }
    }

    private void write(final String name, final String text) {
        final Path file = policy.directory().path().resolve(name);
        try {
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
