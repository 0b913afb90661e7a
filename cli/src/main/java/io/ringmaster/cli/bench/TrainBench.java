package io.ringmaster.cli.bench;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.lab.environment.Agent;
import io.ringmaster.lab.environment.EpisodeLength;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.RewardSettings;
import io.ringmaster.lab.environment.SteppedEnvironment;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.lab.learning.onpolicy.OnPolicyLearner;
import io.ringmaster.lab.learning.onpolicy.OnPolicySettings;
import io.ringmaster.lab.learning.work.Workers;
import io.ringmaster.pipeline.engine.Connections;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.LockstepDriver;
import io.ringmaster.pipeline.engine.Pacer;
import io.ringmaster.pipeline.engine.SessionMessages;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.Interjections;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.MutableDirectBuffer;

/**
 * Measures how fast a policy can learn: decisions of an environment without a network, beside the same session that a rule policy decides without an
 * environment; what a new episode costs; and PPO with its ten epochs. One-minute bars of a random walk, three strategies, on one thread each.
 */
final class TrainBench {

    private static final int ACTIONS = 5;
    private static final int STARTS = 16;
    private static final int EPISODE = 1_000;
    private static final int ROUNDS = 9;
    private static final int ENVIRONMENTS = 8;
    private static final int UPDATES = 4;
    private static final long SEED = 71;
    /** One decision in so many changes the exposure, so that orders, fills and stops are part of it. */
    private static final int TRADES_ONE_IN = 20;

    private final TopologySettings oneThread;
    private final Settings settings;
    private final int decisions;

    /**
     * Medians of several rounds.
     *
     * @param environmentPerSecond decisions of an environment, without a network
     * @param pipelinePerSecond    bars of the same session under a rule policy
     * @param beginNs              time to begin an episode
     * @param ppoPerSecond         decisions of a training by PPO, acting and learning
     */
    record Figures(double environmentPerSecond, double pipelinePerSecond, double beginNs, double ppoPerSecond, int observation) { }

    /** @param decisions of a round */
    TrainBench(final int decisions) {
        this.decisions = decisions;
        settings = Settings.readResource("/bench/train.yaml", Map.of());
        oneThread = settings.topology().withMode(TopologySettings.Mode.COMPACT).withoutTiming().on(1);
    }

    Figures run() {
        final int bars = EPISODE * STARTS + 1_000;
        final TradingEnvironment.Starts starts = new TradingEnvironment.Starts(
            RecordedEvents.of(first(bars), "bench"), IntStream.range(0, STARTS).map(i -> i * EPISODE / 2).boxed().toList(), bars);
        try (TradingEnvironment environment = environment(starts)) {
            final Agent agent = new Sometimes();
            play(environment, agent, 2 * decisions);
            return new Figures(
                perSecond(() -> play(environment, agent, decisions)), perSecond(this::playPipeline), beginNs(environment, agent), ppo(starts),
                environment.observationLength());
        }
    }

    private TradingEnvironment environment(final TradingEnvironment.Starts starts) {
        return new TradingEnvironment(
            new TradingEnvironment.Plan(settings::engineOf, settings.venue(), oneThread), starts,
            Configuration.bind(RewardSettings.class, "bench", "{}", Map.of()).create());
    }

    /** A round that plays so many decisions. */
    private interface Round {

        int play();
    }

    private static double perSecond(final Round round) {
        final double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            final long startNs = System.nanoTime();
            final int played = round.play();
            rounds[i] = played * 1e9 / (System.nanoTime() - startNs);
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static int play(final TradingEnvironment environment, final Agent agent, final int most) {
        int played = 0;
        for (int episode = 0; played < most; episode++) {
            environment.begin(episode % STARTS, SEED + episode, EPISODE, agent);
            while (played < most && environment.step()) {
                played++;
            }
        }
        return played;
    }

    /** The same strategies under confluence, without an environment. */
    private int playPipeline() {
        final EngineConfig config = Settings.readResource("/bench/train.yaml", Map.of("policy.type", "confluence")).engine();
        try (MarketDataSource market = first(decisions);
             Engine engine = new Engine(config, oneThread, new Connections(InputLog.NONE, (_, _, _) -> { }))) {
            final SimulatedVenue venue =
                new SimulatedVenue(config.instruments(), settings.venue(), config.session().initialCashE8(), SEED, engine);
            final LockstepDriver driver = new LockstepDriver(engine, market, venue, config.session().tickNs(), Pacer.UNPACED, Interjections.NONE);
            new SessionMessages(engine).start(driver.firstTimeNs(), config, "bench", "");
            driver.run(Long.MAX_VALUE - 1);
        }
        return decisions;
    }

    private static double beginNs(final TradingEnvironment environment, final Agent agent) {
        final double[] rounds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            final long startNs = System.nanoTime();
            for (int start = 0; start < STARTS; start++) {
                environment.begin(start, SEED, 1, agent);
            }
            rounds[i] = (double) (System.nanoTime() - startNs) / STARTS;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private double ppo(final TradingEnvironment.Starts starts) {
        final List<SteppedEnvironment> environments = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            environments.add(new SteppedEnvironment(environment(starts), EpisodeLength.always(EPISODE), 1));
        }
        try (Workers workers = new Workers(1)) {
            final OnPolicyLearner learner = new OnPolicyLearner(OnPolicySettings.ppo(), environments, SEED, workers);
            learner.update();
            final long before = learner.steps();
            final long startNs = System.nanoTime();
            for (int i = 0; i < UPDATES; i++) {
                learner.update();
            }
            return (learner.steps() - before) * 1e9 / (System.nanoTime() - startNs);
        } finally {
            environments.forEach(SteppedEnvironment::close);
        }
    }

    private static MarketDataSource first(final int bars) {
        final MarketDataSource all = new WalkingMarket(1);
        return new MarketDataSource() {

            private int left = bars;

            @Override
            public int next(final MutableDirectBuffer buffer) {
                return left-- > 0 ? all.next(buffer) : 0;
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    /** Changes the exposure now and then, and stays otherwise. */
    private static final class Sometimes implements Agent {

        private static final int STAY = 2;

        private final SplittableRandom random = new SplittableRandom(SEED);

        @Override
        public void decide(final float[] observation, final double reward, final float[] outputs) {
            Arrays.fill(outputs, 0);
            outputs[random.nextInt(TRADES_ONE_IN) == 0 ? random.nextInt(ACTIONS) : STAY] = 1;
        }

        @Override
        public void end(final double reward, final boolean isOver) {
            // Another episode follows.
        }
    }
}
