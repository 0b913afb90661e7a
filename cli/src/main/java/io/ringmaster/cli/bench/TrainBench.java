package io.ringmaster.cli.bench;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.exchange.SimulatedVenue;
import io.ringmaster.lab.environment.EpisodeLength;
import io.ringmaster.lab.environment.RecordedEvents;
import io.ringmaster.lab.environment.RewardSettings;
import io.ringmaster.lab.environment.SteppedEnvironment;
import io.ringmaster.lab.environment.TradingEnvironment;
import io.ringmaster.lab.learning.environment.Environment;
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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agrona.MutableDirectBuffer;

/**
 * Measures how fast a policy can learn: decisions of an environment without a network, on 30 values and on a wide observation, beside the same
 * session that a rule policy decides without an environment; what a new episode costs; and how both decisions and PPO with its ten epochs grow with environments and threads. One-minute bars of a
 * random walk, three strategies.
 */
final class TrainBench {

    private static final int ACTIONS = 5;
    private static final int STARTS = 16;
    private static final int EPISODE = 1_000;
    private static final int ROUNDS = 9;
    /** Rounds before the first one that counts: until then, the JVM's compiler works beside the environment. */
    private static final int ROUNDS_TO_WARM_UP = 10;
    private static final Map<String, String> WIDE = Map.of("policy.observation", "[meta]", "policy.missingValues", "mask");
    private static final int ROUNDS_OF_GROWTH = 3;
    private static final int BEGINS = 1_000;
    private static final int DECISIONS_BETWEEN = 20;
    private static final int[] THREADS = {1, 2};
    /** An update of PPO takes so many decisions of a round's time, roughly. */
    private static final int DECISIONS_OF_AN_UPDATE = 12_500;
    private static final long SEED = 71;
    /** One decision in so many changes the exposure, so that orders, fills and stops are part of it. */
    private static final int TRADES_ONE_IN = 20;
    private static final int STAY = 2;
    private static final ThreadMXBean THREADS_CPU = ManagementFactory.getThreadMXBean();

    private final TopologySettings oneThread;
    private final Settings settings;
    private final Settings wide;
    private final int decisions;
    private final List<Integer> counts;

    /**
     * What was measured.
     *
     * @param environment decisions of an environment, without a network
     * @param wide        the same with the wide observation
     * @param pipeline    bars of the same session under a rule policy
     * @param begin       of an episode whose warm-up is known
     * @param growth      with environments and threads
     */
    record Figures(Observed environment, Observed wide, Rate pipeline, Begin begin, List<Growth> growth) { }

    /** @param values of an observation */
    record Observed(int values, Rate rate) { }

    /** Medians of several rounds on one thread. On a machine that is busy with something else, processor time says more. */
    record Rate(double perSecond, double perProcessorSecond) { }

    /** Time to begin an episode. */
    record Begin(double medianNs, double p99Ns) { }

    /**
     * Many environments at once.
     *
     * @param environmentPerSecond decisions of all together, without a network
     * @param ppoPerSecond         decisions of a training by PPO, acting and learning
     */
    record Growth(int environments, int threads, double environmentPerSecond, double ppoPerSecond) { }

    /**
     * @param decisions of a round
     * @param counts    of environments, for the growth
     */
    TrainBench(final int decisions, final List<Integer> counts) {
        this.decisions = decisions;
        this.counts = counts;
        settings = Settings.readResource("/bench/train.yaml", Map.of());
        wide = Settings.readResource("/bench/train.yaml", WIDE);
        oneThread = settings.topology().oneThread();
    }

    Figures run() {
        final TradingEnvironment.Starts starts = starts();
        final List<Played> all = new ArrayList<>();
        try (TradingEnvironment market = environment(settings, starts)) {
            for (int i = 0; i < Collections.max(counts); i++) {
                all.add(new Played(new SteppedEnvironment(environment(settings, starts), EpisodeLength.always(EPISODE), 1), SEED + i));
            }
            final Observed narrow = observed(all.getFirst());
            return new Figures(narrow, wide(), rate(this::playPipeline), begin(market), growth(all));
        } finally {
            all.forEach(each -> each.environment.close());
        }
    }

    /** Warmed-up states fit the environments of one observation. */
    private Observed wide() {
        try (SteppedEnvironment environment = new SteppedEnvironment(environment(wide, starts()), EpisodeLength.always(EPISODE), 1)) {
            return observed(new Played(environment, SEED));
        }
    }

    private static TradingEnvironment.Starts starts() {
        final int bars = EPISODE * STARTS + 1_000;
        return new TradingEnvironment.Starts(
            RecordedEvents.of(first(bars), "bench"), IntStream.range(0, STARTS).map(i -> i * EPISODE / 2).boxed().toList(), bars);
    }

    private Observed observed(final Played played) {
        played.play(ROUNDS_TO_WARM_UP * decisions);
        return new Observed(played.observation.length, rate(() -> played.play(decisions)));
    }

    private TradingEnvironment environment(final Settings of, final TradingEnvironment.Starts starts) {
        return new TradingEnvironment(
            new TradingEnvironment.Plan(of::engineOf, of.venue(), oneThread), starts,
            Configuration.bind(RewardSettings.class, "bench", "{}", Map.of()).create());
    }

    /** A round that plays so many decisions. */
    private interface Round {

        int play();
    }

    private static Rate rate(final Round round) {
        final double[] clock = new double[ROUNDS];
        final double[] processor = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            final long startCpuNs = THREADS_CPU.getCurrentThreadCpuTime();
            final long startNs = System.nanoTime();
            final int played = round.play();
            clock[i] = played * 1e9 / (System.nanoTime() - startNs);
            processor[i] = played * 1e9 / Math.max(1, THREADS_CPU.getCurrentThreadCpuTime() - startCpuNs);
        }
        return new Rate(Median.of(clock), Median.of(processor));
    }

    private static double perSecond(final int rounds, final Round round) {
        final double[] each = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            final long startNs = System.nanoTime();
            final int played = round.play();
            each[i] = played * 1e9 / (System.nanoTime() - startNs);
        }
        return Median.of(each);
    }

    /** An environment that somebody acts in who changes the exposure now and then. */
    private static final class Played {

        private final SteppedEnvironment environment;
        private final SplittableRandom random;
        private final float[] observation;
        private final float[] action = new float[1];
        private boolean isOver = true;

        private Played(final SteppedEnvironment environment, final long seed) {
            this.environment = environment;
            random = new SplittableRandom(seed);
            observation = new float[environment.features()];
        }

        private int play(final int most) {
            for (int played = 0; played < most; played++) {
                if (isOver) {
                    environment.reset(random.nextLong());
                }
                environment.observe(observation);
                action[0] = random.nextInt(TRADES_ONE_IN) == 0 ? random.nextInt(ACTIONS) : STAY;
                environment.step(action);
                isOver = environment.end() != Environment.End.NONE;
            }
            return most;
        }
    }

    private List<Growth> growth(final List<Played> all) {
        final List<Growth> growth = new ArrayList<>();
        for (final int count : counts) {
            for (final int threads : THREADS) {
                if (threads <= count) {
                    growth.add(growth(all.subList(0, count), threads));
                }
            }
        }
        return growth;
    }

    private Growth growth(final List<Played> some, final int threads) {
        final int share = Math.max(1, decisions / some.size());
        try (Workers workers = new Workers(threads)) {
            final double perSecond = perSecond(ROUNDS_OF_GROWTH, () -> {
                workers.run(some.size(), e -> some.get(e).play(share));
                return some.size() * share;
            });
            final double ppo = ppo(some.stream().map(each -> each.environment).toList(), workers);
            some.forEach(each -> each.isOver = true);
            return new Growth(some.size(), threads, perSecond, ppo);
        }
    }

    private double ppo(final List<SteppedEnvironment> environments, final Workers workers) {
        final OnPolicyLearner learner = new OnPolicyLearner(OnPolicySettings.ppo(), environments, SEED, workers);
        learner.update();
        return perSecond(Math.max(1, decisions / DECISIONS_OF_AN_UPDATE), () -> {
            final long before = learner.steps();
            learner.update();
            return (int) (learner.steps() - before);
        });
    }

    /** Each after some decisions, as in a training: the caches know other data then. */
    private Begin begin(final TradingEnvironment market) {
        final int begins = Math.min(BEGINS, decisions / DECISIONS_BETWEEN);
        final double[] tookNs = new double[begins];
        final float[] stay = new float[market.outputs()];
        stay[STAY] = 1;
        for (int i = -STARTS; i < begins; i++) {
            final int start = Math.floorMod(i, STARTS);
            final long startNs = System.nanoTime();
            market.begin(start, SEED + i, EPISODE);
            if (i >= 0) {
                tookNs[i] = System.nanoTime() - startNs;
            }
            for (int k = 0; k < DECISIONS_BETWEEN && market.next(); k++) {
                market.answer(stay);
            }
        }
        Arrays.sort(tookNs);
        return new Begin(tookNs[begins / 2], tookNs[(int) (begins * 0.99)]);
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
}
