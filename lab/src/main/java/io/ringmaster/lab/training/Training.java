package io.ringmaster.lab.training;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.model.GoldenVectors;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.exact.ExactEngine;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.inference.model.onnx.OnnxReader;
import io.ringmaster.inference.model.onnx.OnnxWriter;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.SteppedEnvironment;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.lab.learning.Learner;
import io.ringmaster.lab.learning.checkpoint.CheckpointReader;
import io.ringmaster.lab.learning.checkpoint.CheckpointWriter;
import io.ringmaster.lab.learning.checkpoint.Saved;
import io.ringmaster.lab.learning.work.Workers;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One training: a learner acts in many markets at once, on the first part of the data. Between its updates its policy, without chance, trades
 * the last part once, net of all costs, and the latest one is kept that is as good as the best, as far as chance allows to say so.
 */
public final class Training implements Saved, AutoCloseable {

    private static final int GOLDEN_ROWS = 256;

    private final TrainingSettings settings;
    private final ObservationContract contract;
    private final Workers workers;
    private final List<SteppedEnvironment> environments = new ArrayList<>();
    private final RecordedEvents events;
    private final TradingEnvironment.Plan plan;
    private final Split split;
    private final long warmupNs;
    private final TradingEnvironment validation;
    private final Learner learner;
    private final Course course;

    /**
     * What is trained, and on what.
     *
     * @param engine   makes the configuration, whose policy is a model, for the model that it is given
     * @param topology compact
     */
    public record Task(Function<ServedModel, EngineConfig> engine, VenueSettings venue, TopologySettings topology, RecordedEvents events) {

        private TradingEnvironment.Plan plan() {
            return new TradingEnvironment.Plan(engine, venue, topology);
        }
    }

    /**
     * What came out.
     *
     * @param onnx     the best policy, with its contract, and with {@code observed} as the reference for drift
     * @param golden   the text of observations with its outputs
     * @param curve    all validations, in order
     * @param best     the one of the best policy, which is the one in {@code onnx}
     * @param observed what the best policy saw when it traded the data that it was trained on
     */
    public record Result(byte[] onnx, String golden, LearningCurve curve, Validated best, ObservationStatistics observed) {
    }

    /** Told how far a training is. */
    @FunctionalInterface
    public interface Listener {

        /** @param validated the newest validation; null if there is none since the last call */
        void onUpdate(long steps, Validated validated);
    }

    /**
     * Checks without any work what the constructor would refuse.
     *
     * @throws InvalidInputException if the settings contradict each other, or the data are too short
     */
    public static void require(final Task task, final TrainingSettings settings) {
        requireOneSeed(settings);
        requireEqualShares(settings);
        Split.of(task.plan().shape(), task.events, settings);
    }

    /** @throws InvalidInputException as {@link #require} does */
    public Training(final Task task, final TrainingSettings settings) {
        this.settings = settings;
        plan = task.plan();
        final EngineConfig shape = plan.shape();
        requireOneSeed(settings);
        requireEqualShares(settings);
        contract = ModelContract.of(shape.instruments(), shape.strategies(), shape.policy());
        events = task.events;
        warmupNs = shape.session().warmupNs();
        split = Split.of(shape, events, settings);
        workers = new Workers(settings.run().threads());
        final TradingEnvironment.Starts starts = new TradingEnvironment.Starts(events, split.starts, split.end);
        for (int i = 0; i < settings.episodes().environments(); i++) {
            environments.add(new SteppedEnvironment(
                new TradingEnvironment(plan, starts, settings.reward().create()), settings.episodes().length(), settings.reward().scale()));
        }
        validation = market(split.validation, events.count());
        learner = Learners.of(settings, environments, workers);
        course = new Course(settings, rewardTerms().size(), updateFigures().size());
    }

    /**
     * The parts of the data.
     *
     * @param starts     where warm-ups of episodes begin
     * @param end        first event that is not learned from
     * @param validation where the warm-up of the validation begins, so that its first decision is behind everything that is learned from
     */
    private record Split(List<Integer> starts, int end, int validation) {

        private static Split of(final EngineConfig shape, final RecordedEvents events, final TrainingSettings settings) {
            final long firstNs = events.timeNs(0);
            final long lastNs = events.timeNs(events.count() - 1);
            final long validationNs = lastNs - (long) ((lastNs - firstNs) * FixedPoint.toDouble(settings.stopping().validationE8()));
            final long warmupNs = shape.session().warmupNs();
            final long decisionNs = shape.policy().observation().observationTimeframeNs();
            final long episodeNs = decisionNs * Math.min(settings.episodes().episodeDecisions() + 1L, Long.MAX_VALUE / 4 / decisionNs);
            final long lastStartNs = validationNs - warmupNs - episodeNs;
            if (lastStartNs < firstNs) {
                throw new InvalidInputException("the data hold " + seconds(lastNs - firstNs) + " s; the first "
                    + seconds(validationNs - firstNs) + " s are for learning, and an episode of " + settings.episodes().episodeDecisions()
                    + " decisions takes " + seconds(episodeNs) + " s behind a warm-up of " + seconds(warmupNs)
                    + " s. Give more data, or fewer episodeDecisions.");
            }
            final int lastPart = events.partStart(events.count() - 1);
            final int end = Math.max(lastPart, events.firstFrom(validationNs));
            final int count = settings.episodes().starts();
            final List<Integer> starts = IntStream.range(0, count)
                .mapToObj(i -> events.firstFrom(firstNs + (lastStartNs - firstNs) / count * i)).distinct()
                .filter(event -> events.firstFrom(events.timeNs(event) + warmupNs + decisionNs) < Math.min(end, events.partEnd(event))).toList();
            final int validation = Math.max(lastPart, events.firstFrom(validationNs - warmupNs));
            if (starts.isEmpty() || events.timeNs(validation) + warmupNs + decisionNs > lastNs) {
                throw new InvalidInputException((starts.isEmpty() ? "the data before the validation" : "the validation data") + " have gaps, and no market"
                    + " is left behind a warm-up of " + seconds(warmupNs) + " s. Give more data, or shorten session.warmup.");
            }
            return new Split(starts, end, validation);
        }

        private static long seconds(final long ns) {
            return ns / 1_000_000_000L;
        }
    }

    private static void requireOneSeed(final TrainingSettings settings) {
        if (!settings.run().seeds().isEmpty()) {
            throw new InvalidInputException("seeds: only the command train trains several seeds. Give one with seed.");
        }
    }

    private static void requireEqualShares(final TrainingSettings settings) {
        final int environments = settings.episodes().environments();
        final int decisions = settings.learning().updates().updateDecisions();
        if (settings.algorithm() == TrainingSettings.Algorithm.PPO && decisions % environments != 0) {
            throw new InvalidInputException("updateDecisions: " + decisions + " decisions of an update cannot be shared by " + environments
                + " environments. Give a multiple of environments.");
        }
    }

    /** A market that is traded from one place to another, once. */
    private TradingEnvironment market(final int start, final int end) {
        return new TradingEnvironment(plan, new TradingEnvironment.Starts(events, List.of(start), end), settings.reward().create());
    }

    /** What the policy observes. */
    public ObservationContract contract() {
        return contract;
    }

    /** Names of the terms of the reward. */
    public List<String> rewardTerms() {
        return validation.terms();
    }

    /** Names of the numbers that describe an update. */
    public List<String> updateFigures() {
        return learner.updateFigures();
    }

    /** The validations so far. */
    public LearningCurve curve() {
        return new LearningCurve(course.curve(), rewardTerms(), updateFigures());
    }

    /** The first time at which a policy may decide on the validation data, behind the warm-up there. */
    public long validationFromNs() {
        return events.timeNs(split.validation) + warmupNs;
    }

    /** Decisions learned from so far. */
    public long steps() {
        return learner.steps();
    }

    /**
     * Trains to the end, from the beginning or from where the checkpoint was written that was loaded.
     *
     * @param listener may call {@link #save}; what it throws ends the training
     */
    public Result run(final Listener listener) {
        while (learner.steps() < settings.learning().decisions() && !course.isStuck()) {
            learner.advance();
            course.learned(learner.takeFigures(), learner.latestUpdate());
            final boolean isDue = course.isValidationDue(learner.steps());
            if (isDue) {
                validate();
            }
            listener.onUpdate(learner.steps(), isDue ? course.latest() : null);
        }
        return result();
    }

    private void validate() {
        final SpreadSample sample = new SpreadSample(GOLDEN_ROWS);
        final Trader trader = new Trader(validation, learner::outputs, sample::see);
        final Validated.Traded traded = trader.trade(settings.run().seed());
        if (traded.decisions() == 0) {
            throw new InvalidInputException("the policy was never asked on the validation data. Give more data, or a larger validation.");
        }
        if (course.add(learner.steps(), traded, trader.logReturns())) {
            course.keep(learner.onnx("action", Map.of(Model.CONTRACT_KEY, contract.canonical())), sample.rows());
        }
    }

    private Result result() {
        final Model policy = read(course.bestOnnx());
        final ObservationStatistics.Collector seen = new ObservationStatistics.Collector(contract.length());
        try (ExactEngine engine = ExactEngine.of(policy)) {
            for (final int start : firstStarts()) {
                try (TradingEnvironment market = market(start, split.end)) {
                    new Trader(market, (observation, into) -> {
                        System.arraycopy(observation, 0, engine.input(), 0, observation.length);
                        engine.run();
                        System.arraycopy(engine.output(0), 0, into, 0, into.length);
                    }, seen::see).trade(settings.run().seed());
                }
            }
        }
        final ObservationStatistics observed = seen.statistics(contract.names());
        final byte[] onnx = OnnxWriter.withMetadata(course.bestOnnx(), Map.of(DriftReference.KEY, observed.reference().text()));
        return new Result(onnx, GoldenVectors.text(read(onnx), course.bestSample()), curve(), course.best(), observed);
    }

    /** The first start of each part of the recording. */
    private List<Integer> firstStarts() {
        final TreeMap<Integer, Integer> first = new TreeMap<>();
        split.starts.forEach(start -> first.putIfAbsent(events.partStart(start), start));
        return List.copyOf(first.values());
    }

    private static Model read(final byte[] onnx) {
        return OnnxReader.read("model.onnx", onnx, onnx.length);
    }

    /** Writes everything that the rest of the training depends on. */
    @Override
    public void save(final CheckpointWriter to) {
        to.name("training").part("learner", learner).part("course", course);
    }

    /** Takes over a training on the same data with the same settings. The running episodes are repeated. */
    @Override
    public void load(final CheckpointReader from) {
        from.name("training").part("learner", learner).part("course", course);
    }

    @Override
    public void close() {
        environments.forEach(SteppedEnvironment::close);
        validation.close();
        workers.close();
    }
}
