package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.ModelFiles;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.DailyReturns;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.evaluation.Division;
import io.ringmaster.lab.evaluation.PolicyEvaluation;
import io.ringmaster.lab.evaluation.RandomTraders;
import io.ringmaster.lab.evaluation.Stability;
import io.ringmaster.lab.split.Rows;
import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.training.Training;
import io.ringmaster.lab.training.TrainingSettings;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Trains a policy anew for each fold, on the days that neither its tests nor the gaps around them hold, and lets it trade the tests as a session would.
 *
 * <pre>
 *   row 0            row 1                               rows are UTC days, from the first whole one behind the warm-up on
 *   |---- train ----|- purge -|-- test --|- purge, embargo -|---- train ----|
 * </pre>
 */
final class FoldTraining {

    private static final long DAY_NS = 86_400_000_000_000L;

    private final Division division;
    private final TrainingSettings how;
    private final Settings settings;
    private final RecordedEvents events;
    private final Path out;
    private final boolean quiet;
    private final long firstDay;
    private final int days;
    private final List<Trial> trials = new ArrayList<>();
    private double daysLong;
    private double daysShort;
    private double exposureOfDays;
    private long daysTested;

    /**
     * @param settings with a model that does not exist yet
     * @param events   of the chosen time and the warm-up before it
     * @param out      directory of the policy
     */
    FoldTraining(
        final Division division, final TrainingSettings how, final Settings settings, final RecordedEvents events, final Path out, final boolean quiet) {
        this.division = division;
        this.how = how;
        this.settings = settings;
        this.events = events;
        this.out = out;
        this.quiet = quiet;
        final long firstNs = events.timeNs(0) + settings.session().warmupNs();
        firstDay = Math.ceilDiv(firstNs, DAY_NS);
        days = (int) (Math.ceilDiv(events.timeNs(events.count() - 1), DAY_NS) - firstDay);
    }

    /**
     * What came out.
     *
     * @param tested of each fold, in order
     * @param trial  the path that stands for the policy
     */
    record Outcome(PolicyEvaluation.Played policy, List<List<Stability.Tested>> tested, Trial trial, RandomTraders.Habits habits) {
    }

    /** The time that is tested, so that the baselines trade the same. */
    Backtest.Period tested() {
        final List<Division.Part> parts = division.trained(days);
        final int first = parts.stream().flatMap(part -> part.tests().stream()).mapToInt(Rows::from).min().orElseThrow();
        return new Backtest.Period(startNs(first), startNs(days));
    }

    private long startNs(final int row) {
        return (firstDay + row) * DAY_NS;
    }

    /** @param backtest makes the backtest of a model, for the path of its file */
    Outcome run(final BiFunction<Path, Integer, PreparedBacktest> backtest) {
        final List<Division.Part> parts = division.trained(days);
        final List<List<Stability.Tested>> tested = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            final Path place = out.resolve("fold-" + (i + 1));
            train(parts.get(i), place, (i + 1) + " of " + parts.size());
            tested.add(test(backtest.apply(place.resolve(TrainingDirectory.MODEL), i), parts.get(i), place));
        }
        final PolicyEvaluation.Played policy = Stability.median(division, tested);
        return new Outcome(policy, tested, trial(policy.daily()), new RandomTraders.Habits(
            policy.turnover(), daysLong / daysTested, daysShort / daysTested, exposureOfDays / daysTested));
    }

    private void train(final Division.Part part, final Path place, final String number) {
        final RecordedEvents learned = events.within(part.train().stream().map(this::span).toList());
        try (Training training = new Training(
                 new Training.Task(
                     settings::engineOf, settings.venue(), settings.topology().oneThread(), learned), how);
             Progress progress = Progress.over("fold " + number, how.learning().decisions(), quiet)) {
            final Training.Result result = training.run((steps, _) -> progress.accept(steps));
            Files.createDirectories(place);
            ModelFiles.write(place.resolve(TrainingDirectory.MODEL), result.onnx(), result.golden());
        } catch (final InvalidInputException e) {
            throw new InvalidInputException("fold " + number + " (" + part.name() + "): " + e.getMessage(), e);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the model of a fold to " + place, e);
        }
    }

    /** A bar that ends at midnight belongs to the day before. The first block may warm up before its first day. */
    private RecordedEvents.Span span(final Rows rows) {
        return new RecordedEvents.Span(rows.from() == 0 ? Long.MIN_VALUE : startNs(rows.from()) + 1, startNs(rows.to()) + 1);
    }

    private List<Stability.Tested> test(final PreparedBacktest backtest, final Division.Part part, final Path place) {
        final List<Stability.Tested> tested = new ArrayList<>();
        for (final Rows rows : part.tests()) {
            final String name = "test-" + (tested.size() + 1);
            final BacktestResult result = backtest.run(
                place.resolve(name), new Backtest.Period(startNs(rows.from()), startNs(rows.to())), trial -> {
                    trials.add(trial);
                    return TrialCount.ONE;
                }, name, quiet, new WhyNot());
            final DailyReturns daily = result.daily();
            tested.add(new Stability.Tested(daily, result.money().turnover()));
            daysLong += result.ratios().get("timeLong") * daily.count();
            daysShort += result.ratios().get("timeShort") * daily.count();
            exposureOfDays += result.ratios().get("averageExposure") * daily.count();
            daysTested += daily.count();
            if (!quiet) {
                System.out.printf(Locale.ROOT, "  %s, %s, %s: %+.2f %%%n", place.getFileName(), part.name(), name, 100 * daily.net());
            }
        }
        return tested;
    }

    /** Training for all folds is one attempt: nothing is chosen among them. */
    private Trial trial(final DailyReturns daily) {
        final String text = settings.canonicalText() + Configuration.render(how) + division.text() + division.gap();
        final Trial.Identity first = trials.getFirst().identity();
        final Trial.Identity last = trials.stream().map(Trial::identity).max((one, other) -> one.to().compareTo(other.to())).orElseThrow();
        return new Trial(
            Trial.Kind.EVALUATE, new Trial.Identity(SessionDirectory.sha256(text), last.dataSha256(), first.from(), last.to()), Trial.DAILY,
            SharpeRatio.of(daily.values()), out.toString());
    }
}
