package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.lab.backtest.Backtest;
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
 * The end of a training: each policy beside the baselines, on the data behind the training if there are any, otherwise on those that chose the policy.
 * The baselines know nothing of the policies, so they trade once for all of them. Can be repeated.
 */
final class TrainedEvaluation {

    static final String PAGE = "evaluation.html";

    private static final String JSON = "evaluation.json";
    private static final int PARTS = 4;
    private static final Gap NO_GAP = new Gap(0, 0);

    private final PreparedTraining all;
    private final boolean isTested;
    private final BarShapes shapes;
    private final List<PolicyEvaluation.Played> baselines = new ArrayList<>();

    /** @param first one of the policies; all are judged on the same time */
    private TrainedEvaluation(final TrainedPolicy first, final boolean quiet) {
        all = first.learned().seed().all();
        isTested = first.test() != null;
        final Backtest.Period time = isTested ? all.test() : new Backtest.Period(first.learned().validationFromNs(), all.toNs());
        shapes = shapes(time, quiet);
        final Path place = first.directory().backtest("baselines");
        Directories.delete(place);
        Baselines.of(all.history().settings()).forEach((name, changes) -> baselines.add(EvaluateCommand.result(
            name, prepared(first.directory(), name, changes)
                // No trial: nothing is chosen among them, and a training that is resumed here must count the same trials again.
                .run(place.resolve(name), time, _ -> TrialCount.ONE, name, quiet, new WhyNot()))));
        // 'evaluate' keeps them; here they would be larger than all else.
        Directories.delete(place);
    }

    /** Writes evaluation.html and evaluation.json into the directory of each policy of a training. */
    static void write(final List<TrainedPolicy> policies, final boolean quiet) {
        final TrainedEvaluation evaluation = new TrainedEvaluation(policies.getFirst(), quiet);
        policies.forEach(evaluation::write);
    }

    private void write(final TrainedPolicy policy) {
        final List<PolicyEvaluation.Played> results = new ArrayList<>(List.of(
            EvaluateCommand.result(PolicyEvaluation.POLICY, isTested ? policy.test() : policy.validation())));
        results.addAll(baselines);
        final EvaluationReport report = report(results, policy.trials());
        final Path directory = policy.directory().path();
        write(directory.resolve(JSON), EvaluationText.json(report).text() + "\n");
        write(directory.resolve(PAGE), EvaluationPage.html(
            report, policy.directory().model() + ", " + (isTested ? "behind its training" : "on the data that chose it")));
    }

    private PreparedBacktest prepared(final TrainingDirectory directory, final String name, final Map<String, String> changes) {
        final Map<String, String> overrides = new TreeMap<>(changes);
        overrides.put("policy.model.file", TrainingDirectory.MODEL);
        return PreparedBacktest.of(
            all.history().data(), ColumnsOption.of(all.request().columns()), directory.path().resolve(TrainingDirectory.SESSION), overrides,
            name.equals(Baselines.HOLD) ? Baselines::withHold : settings -> settings);
    }

    private EvaluationReport report(final List<PolicyEvaluation.Played> results, final TrialCount count) {
        final Settings settings = all.history().settings();
        final Judge judge = new Judge(count, shapes.withoutWicks() <= BarShapes.MOST_WITHOUT_WICKS);
        final PolicyEvaluation.Played played = results.getFirst();
        final List<Stability> stability = played.daily().count() < PARTS ? List.of()
            : List.of(Stability.untrained(Division.walkForward(PARTS, NO_GAP), played.daily(), judge));
        final List<String> notes = new ArrayList<>();
        notes.add(isTested ? "The training did not see these days. Once you choose by them, they test nothing any more."
            : "The policy was chosen by these days, so this proves nothing. Train with --to, and the days behind it test the policy.");
        notes.addAll(EvaluationText.cautions(settings.execution().trailing(), shapes));
        return new EvaluationReport(PolicyEvaluation.of(results, judge), stability, List.of(), List.of(), List.of(), shapes.withoutWicks(), notes);
    }

    private BarShapes shapes(final Backtest.Period time, final boolean quiet) {
        try (Progress progress = Progress.over("read", all.history().data(), quiet); MarketDataSource market = all.history().open(progress)) {
            final BarShapes shapes = new BarShapes(market, time.fromNs(), time.toNs());
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketDataSource.MAX_MESSAGE_BYTES]);
            while (shapes.next(buffer) > 0) {
                // It counts.
            }
            return shapes;
        }
    }

    private static void write(final Path file, final String text) {
        try {
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
