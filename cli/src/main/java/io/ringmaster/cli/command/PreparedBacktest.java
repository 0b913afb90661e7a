package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.OpenedSettings;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.evaluation.BarShapes;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.replay.SessionDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A configuration that is ready to run over recorded data, with the settings that the data decide. */
final class PreparedBacktest {

    private final RecordedHistory history;
    private final OpenedSettings opened;
    private List<String> doubts = List.of();

    private PreparedBacktest(final RecordedHistory history, final OpenedSettings opened) {
        this.history = history;
        this.opened = opened;
    }

    /**
     * Reads the configuration, and the length of the data's bars.
     *
     * @param change what is changed in the settings after they were read
     */
    static PreparedBacktest of(
        final Path data, final ColumnsOption columns, final Path config, final Map<String, String> overrides, final UnaryOperator<Settings> change) {
        final RecordedHistory history = RecordedHistory.of(data, columns, config, overrides, change);
        return new PreparedBacktest(history, OpenedSettings.of(history.settings()));
    }

    /** The settings that the bars decided, by dotted path. */
    Map<String, String> derived() {
        return history.derived();
    }

    Settings settings() {
        return opened.settings();
    }

    /** The whole configuration. */
    String text() {
        return opened.settings().canonicalText();
    }

    EngineConfig engine() {
        return opened.engine();
    }

    /** Why the last results are not to be believed, as sentences: what {@code evaluate} says about such bars and stops. */
    List<String> doubts() {
        return doubts;
    }

    /**
     * Runs the backtest.
     *
     * @param out    directory for the results
     * @param task   name in the progress bar
     * @param quiet  true for no progress bar and no notes about the data
     * @param listener receives the outputs
     */
    BacktestResult run(
        final Path out, final Backtest.Period period, final TrialLog trials, final String task, final boolean quiet, final OutputSink listener) {
        final String text = text();
        final Backtest.Plan plan = new Backtest.Plan(
            engine(), settings().venue(), settings().topology().oneThread(), period,
            new Backtest.Provenance(history.data().toString(), BuildVersion.text(), text, SessionDirectory.sha256(text)), trials);
        try (Progress progress = Progress.over(task, history.data(), quiet); BarShapes market = new BarShapes(history.open(progress), period.fromNs(), period.toNs())) {
            final BacktestResult result = Backtest.run(plan, market, out, Pacer.UNPACED, listener);
            doubts = EvaluationText.doubts(settings().execution().trailing(), market);
            return result;
        }
    }
}
