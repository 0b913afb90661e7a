package io.ringmaster.lab.training;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.exchange.VenueSettings;
import io.ringmaster.inference.ModelSettings;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.model.ServedModel;
import io.ringmaster.inference.model.graph.Model;
import io.ringmaster.lab.environment.Agent;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.SteppedEnvironment;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.lab.learning.Learner;
import io.ringmaster.lab.learning.environment.EpisodeFigures;
import io.ringmaster.lab.learning.work.Workers;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import io.ringmaster.pipeline.topology.TopologySettings;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One training: a learner acts in many markets at once, on the first part of the data. Between its updates its policy, without chance, trades
 * the last part once, net of all costs, and the best policy so far is kept.
 */
public final class Training implements AutoCloseable {

    private final TrainingSettings settings;
    private final ObservationContract contract;
    private final Workers workers;
    private final List<SteppedEnvironment> environments = new ArrayList<>();
    private final TradingEnvironment validation;
    private final Learner learner;

    /**
     * What is trained, and on what.
     *
     * @param engine   makes the configuration, whose policy is a model, for the model that it is given
     * @param topology compact
     */
    public record Task(Function<ServedModel, EngineConfig> engine, VenueSettings venue, TopologySettings topology, RecordedEvents events) {
    }

    /**
     * A policy on the validation data.
     *
     * @param steps       decisions that it had learned from
     * @param meanReward  of the episodes that ended since the validation before, not scaled; NaN if none did
     * @param validReturn net of all costs, as a share
     * @param decisions   on them
     * @param fills       of its orders
     */
    public record Validated(long steps, double meanReward, double validReturn, int decisions, long fills) {
    }

    /**
     * What came out.
     *
     * @param onnx   the best policy
     * @param golden the text of observations with its outputs
     * @param curve  all validations, in order
     * @param best   the one of the best policy
     */
    public record Result(byte[] onnx, String golden, List<Validated> curve, Validated best) {
    }

    /** Told how far a training is. */
    @FunctionalInterface
    public interface Listener {

        /** @param validated the newest validation; null if there is none since the last call */
        void onUpdate(long steps, Validated validated);
    }

    /** @throws InvalidInputException if the data are too short, or the algorithm does not fit the head */
    public Training(final Task task, final TrainingSettings settings) {
        this.settings = settings;
        final TradingEnvironment.Plan plan = new TradingEnvironment.Plan(task.engine, task.venue, task.topology);
        final EngineConfig shape = plan.shape();
        requireFits(shape.policy().model().head(), settings.algorithm());
        requireEqualShares(settings);
        contract = ModelContract.of(shape.instruments(), shape.strategies(), shape.policy());
        final Split split = Split.of(shape, task.events, settings);
        workers = new Workers(settings.run().threads());
        final TradingEnvironment.Starts starts = new TradingEnvironment.Starts(task.events, split.starts, split.end);
        for (int i = 0; i < settings.episodes().environments(); i++) {
            environments.add(new SteppedEnvironment(
                new TradingEnvironment(plan, starts, settings.reward().create()), settings.episodes().episodeDecisions(), settings.reward().scale()));
        }
        validation = new TradingEnvironment(
            plan, new TradingEnvironment.Starts(task.events, List.of(split.validation), task.events.count()), settings.reward().create());
        learner = Learners.of(settings, environments, workers);
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

    private static void requireEqualShares(final TrainingSettings settings) {
        final int environments = settings.episodes().environments();
        final int decisions = settings.learning().updates().updateDecisions();
        if (settings.algorithm() == TrainingSettings.Algorithm.PPO && decisions % environments != 0) {
            throw new InvalidInputException("updateDecisions: " + decisions + " decisions of an update cannot be shared by " + environments
                + " environments. Give a multiple of environments.");
        }
    }

    private static void requireFits(final ModelSettings.Head head, final TrainingSettings.Algorithm algorithm) {
        if (head == ModelSettings.Head.CONTINUOUS && algorithm != TrainingSettings.Algorithm.SAC) {
            throw new InvalidInputException("policy.model.head: continuous is trained with algorithm: sac. The policies of ppo and a2c have no bounds."
                + " Choose sac, or a head with logits: buy_sell_hold, adjust, size_or_skip.");
        }
    }

    /** What the policy observes. */
    public ObservationContract contract() {
        return contract;
    }

    /** Trains to the end. */
    public Result run(final Listener listener) {
        final List<Validated> curve = new ArrayList<>();
        final Golden golden = new Golden();
        byte[] best = null;
        Validated bestOf = null;
        EpisodeFigures figures = EpisodeFigures.NONE;
        final long between = Math.max(1, settings.learning().decisions() / settings.stopping().validations());
        long next = between;
        int worse = 0;
        while (learner.steps() < settings.learning().decisions() && worse < settings.stopping().patience()) {
            learner.advance();
            figures = figures.plus(learner.takeFigures());
            Validated validated = null;
            if (learner.steps() >= next) {
                next += between;
                validated = validate(figures, golden);
                figures = EpisodeFigures.NONE;
                curve.add(validated);
                if (bestOf == null || validated.validReturn > bestOf.validReturn) {
                    bestOf = validated;
                    best = learner.onnx("action", Map.of(Model.CONTRACT_KEY, contract.canonical()));
                    golden.keep();
                    worse = 0;
                } else {
                    worse++;
                }
            }
            listener.onUpdate(learner.steps(), validated);
        }
        return new Result(best, golden.text(best), curve, bestOf);
    }

    private Validated validate(final EpisodeFigures figures, final Golden golden) {
        final long[] firstE8 = new long[1];
        final int[] decisions = new int[1];
        golden.begin();
        validation.begin(0, settings.run().seed(), Integer.MAX_VALUE, new Agent() {

            @Override
            public void decide(final float[] observation, final double reward, final float[] answer) {
                firstE8[0] = firstE8[0] == 0 ? validation.account().equityE8() : firstE8[0];
                learner.outputs(observation, answer);
                golden.see(observation, answer);
                decisions[0]++;
            }

            @Override
            public void end(final double reward, final boolean isOver) {
                // The account says the rest.
            }
        });
        while (validation.step()) {
            // The agent decides.
        }
        if (decisions[0] == 0) {
            throw new InvalidInputException("the policy was never asked on the validation data. Give more data, or a larger validation.");
        }
        return new Validated(
            learner.steps(), figures.meanEarned() / settings.reward().scale(), (double) validation.account().equityE8() / firstE8[0] - 1, decisions[0], validation.account().fillsInAll());
    }

    @Override
    public void close() {
        environments.forEach(SteppedEnvironment::close);
        validation.close();
        workers.close();
    }
}
