package io.ringmaster.lab.training;

import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.PolicySettings;
import io.ringmaster.inference.model.EngineChoice;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.lab.backtest.Backtest;
import io.ringmaster.lab.backtest.BacktestResult;
import io.ringmaster.lab.backtest.RecordedSession;
import io.ringmaster.lab.environment.Market;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.trial.TrialLog;
import io.ringmaster.pipeline.core.execution.ExecutionSettings;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionSettings;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.strategies.StrategySpec;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.nio.file.Path;
import java.util.List;

/**
 * A market of hourly bars that is drawn from a seed, and sessions on it that decide on each bar, with the usual taker's fee of 0.05 %, slippage of
 * 0.01 % and funding. No stop is within reach, so only the policy opens and closes positions. An order fills at the open of the next bar, and the
 * pipeline hears of it with that bar's end: a reversal leaves with one bar and enters with the next.
 *
 * @param strategies on hourly bars
 * @param head       what the answer of a model means
 * @param policy     more keys of {@code policy} where a model decides, each with a comma behind it
 * @param draw       makes the market of a seed
 */
record MadeMarket(List<StrategySpec> strategies, String head, String policy, Draw draw) {

    static final long BAR_NS = 3_600_000_000_000L;
    /** A share of the price that a fill costs, without funding. */
    static final double COST = 0.0006;
    static final int NEW_DECISIONS = 2_900;

    private static final int WARMUP_BARS = 100;
    private static final int LEARNED_BARS = 10_000;
    private static final int NEW_BARS = NEW_DECISIONS + WARMUP_BARS;
    private static final long LEARNED_SEED = 20261130;
    private static final long NEW_SEED = 7;
    private static final int MOST_BYTES = 1 << 20;

    /** Makes the market of a seed. */
    @FunctionalInterface
    interface Draw {

        Market of(long seed, int bars);
    }

    /**
     * What a session did on new data.
     *
     * @param growth   log growth of the account, net of all costs
     * @param turnover value of all fills, over the cash at the start
     */
    record Traded(double growth, double turnover) {
    }

    private EngineConfig config(final String more, final ServedModel model) {
        return new EngineConfig(
            RecordedSession.bind(SessionSettings.class, "{initialCash: 10000, warmup: " + WARMUP_BARS + "h, tick: 1h}"),
            List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE / 10)), strategies,
            RecordedSession.bind(PolicySettings.class, "{maxAge: 2h, " + more + "}"),
            RecordedSession.bind(
                ExecutionSettings.class, "{style: aggressive, riskFraction: 0, defaultStopBps: 9000, maxStopBps: 9000, breakevenFromBps: 0,"
                    + " trailFromBps: 0, closeTrailFromBps: 0, venueStop: false}"),
            RecordedSession.bind(
                RiskLimits.class, "{maxOrderQty: 1000000, maxOrderValue: 10000000000, maxPosition: 1000000, maxOpenValue: 10000000000,"
                    + " maxDailyLoss: 10000000000, maxDrawdown: 1}"),
            model);
    }

    private static VenueSettings venue() {
        return RecordedSession.bind(VenueSettings.class, "{reportInterval: 1h}");
    }

    private static TopologySettings compact() {
        return RecordedSession.topology(TopologySettings.Mode.COMPACT, 1);
    }

    private String learnedPolicy() {
        return policy + "type: model, observation: [meta], observationTimeframe: 1h, missingValues: mask, model: {head: " + head
            + ", step: 2, maxUnknown: 4096}";
    }

    /** Trains a model on the market of one seed. */
    byte[] train(final String settings) {
        final Training.Task task = new Training.Task(
            model -> config(learnedPolicy(), model), venue(), compact(), RecordedEvents.of(draw.of(LEARNED_SEED, LEARNED_BARS), "market"));
        try (Training training = new Training(task, RecordedSession.bind(TrainingSettings.class, "{" + settings + "}"))) {
            return training.run((_, _) -> { }).onnx();
        }
    }

    static Model read(final byte[] onnx) {
        return OnnxReader.read("model.onnx", onnx, MOST_BYTES);
    }

    /** A session with a model, on the market of another seed. */
    Traded trade(final byte[] onnx, final Path out) {
        return trade(learnedPolicy(), new ServedModel(read(onnx), null, EngineChoice.EXACT, () -> 0), out);
    }

    /** The same with any engine in the place of the model's. */
    Traded trade(final ModelEngine engine, final Path out) {
        return trade(learnedPolicy(), ServedModel.of(engine), out);
    }

    /** A session with another policy on the same new data. */
    Traded trade(final String otherPolicy, final Path out) {
        return trade(otherPolicy, (ServedModel) null, out);
    }

    private Traded trade(final String keys, final ServedModel model, final Path out) {
        final Backtest.Plan plan = new Backtest.Plan(
            config(keys, model), venue(), compact(), new Backtest.Period(Long.MIN_VALUE, Long.MAX_VALUE),
            new Backtest.Provenance("made", "test", "", "0".repeat(64)), TrialLog.NONE);
        final BacktestResult.Money money = Backtest.run(plan, draw.of(NEW_SEED, NEW_BARS), out, Pacer.UNPACED).money();
        return new Traded(
            Math.log((double) money.finalEquityE8() / money.initialEquityE8()), (double) money.turnoverE8() / money.initialEquityE8());
    }
}
