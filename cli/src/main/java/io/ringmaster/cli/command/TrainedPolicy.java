package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.WhyNot;
import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.Trial;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.strategies.Timeframe;
import java.util.Locale;
import java.util.Map;

/**
 * A policy that was trained, with its backtests.
 *
 * @param validation on the data that chose it
 * @param test       on the data behind the training; null if there are none
 * @param trials     that judge it: of all seeds that were trained together
 */
record TrainedPolicy(Learning.Learned learned, BacktestResult validation, BacktestResult test, TrialCount trials) {

    /**
     * Runs the backtests with the file that was saved.
     *
     * @param trials receives the one on the validation data as a training, and the other one as a backtest
     */
    static TrainedPolicy of(final Learning.Learned learned, final TrialLog trials, final boolean quiet) {
        final PreparedTraining all = learned.seed().all();
        final BacktestResult validation = backtest(
            learned, "validation", new Backtest.Period(learned.validationFromNs(), all.toNs()), trial -> trials.add(training(learned.seed(), trial)), quiet);
        final Backtest.Period test = all.test();
        final BacktestResult tested = test == null ? null : backtest(learned, "test", test, trials, quiet);
        return new TrainedPolicy(learned, validation, tested, (test == null ? validation : tested).sharpe().trials());
    }

    /** The same, judged by so many trials. */
    TrainedPolicy with(final TrialCount count) {
        return new TrainedPolicy(learned, validation, test, count);
    }

    /** Of the test. */
    JudgedSharpe testSharpe() {
        final JudgedSharpe alone = test.sharpe();
        return new JudgedSharpe(alone.ratio(), alone.periodsAYear(), alone.interval(), trials);
    }

    private static BacktestResult backtest(
        final Learning.Learned learned, final String name, final Backtest.Period period, final TrialLog trials, final boolean quiet) {
        final TrainingDirectory directory = learned.seed().directory();
        final TrainingRequest request = learned.seed().all().request();
        return PreparedBacktest.of(
            learned.seed().all().history().data(), ColumnsOption.of(request.columns()), directory.path().resolve(TrainingDirectory.SESSION),
            Map.of("policy.model.file", TrainingDirectory.MODEL), settings -> settings)
            .run(directory.backtest(name), period, trials, name, quiet, new WhyNot());
    }

    /** The trial of a training: its result is that of the policy that it chose, on the data that it chose it by. */
    private static Trial training(final PreparedTraining.OneSeed seed, final Trial trial) {
        final String config = SessionDirectory.sha256(
            seed.all().history().settings().canonicalText() + Configuration.render(seed.how().decisive()));
        return new Trial(
            Trial.Kind.TRAIN,
            new Trial.Identity(config, seed.all().market().sha256(), trial.identity().from(), trial.identity().to()),
            trial.every(), trial.sharpe(), seed.directory().path().toString());
    }

    long seed() {
        return learned.seed().how().run().seed();
    }

    TrainingDirectory directory() {
        return learned.seed().directory();
    }

    String modelSha256() {
        return OnnxReader.sha256(learned.result().onnx());
    }

    /** Net return on the validation data, as a share. */
    double validationReturn() {
        return learned.result().best().netReturn();
    }

    /** Net return on the test data, as a share; NaN if there are none. */
    double testReturn() {
        return test == null ? Double.NaN : test.ratios().get("totalReturn");
    }

    /** {@code metadata.json}. */
    String metadata() {
        final PreparedTraining all = learned.seed().all();
        final TrainingRequest request = all.request();
        return new JsonLine()
            .put("modelSha256", modelSha256())
            .put("contractSha256", SessionDirectory.sha256(learned.contract()))
            .put("configSha256", request.hashes().config())
            .put("trainingSha256", learned.seed().trainingSha256())
            .put("dataSha256", request.hashes().data())
            .put("build", BuildVersion.text())
            .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
            .put("data", request.data().toString())
            .put("from", request.times().from())
            .put("to", request.times().to())
            .put("testFrom", request.times().testFrom())
            .put("algorithm", learned.seed().how().algorithm().name().toLowerCase(Locale.ROOT))
            .put("seed", seed())
            .put("decisions", learned.result().best().steps())
            .put("validationReturn", validationReturn())
            .put("testReturn", testReturn())
            .putList("strategies", all.history().settings().strategies(), (each, line) -> line
                .put("id", each.id()).put("type", each.type()).put("timeframe", Timeframe.format(each.timeframeNs())))
            .put("session", all.history().settings().canonicalText())
            .put("training", directory().settings())
            .text();
    }
}
