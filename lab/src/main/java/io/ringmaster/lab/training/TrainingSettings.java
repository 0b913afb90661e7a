package io.ringmaster.lab.training;

import io.ringmaster.config.Inline;
import io.ringmaster.config.Setting;
import io.ringmaster.config.Setting.Kind;
import io.ringmaster.lab.environment.EpisodeLength;
import io.ringmaster.lab.environment.RewardSettings;
import java.util.List;

/** How a policy is trained. */
public record TrainingSettings(
    @Setting(value = "ppo", doc = "ppo: proximal policy optimisation; a2c: advantage actor-critic; sac: soft actor-critic") Algorithm algorithm,
    @Inline Run run,
    @Setting(value = "[128, 64, 32]", doc = "sizes of the hidden layers") List<Integer> hidden,
    @Inline Episodes episodes,
    @Inline Learning learning,
    @Inline Stopping stopping,
    @Setting(doc = "what the policy is rewarded for") RewardSettings reward) {

    private static final int MOST_LAYERS = 8;
    private static final int MOST_NUMBERS = 4_096;

    public TrainingSettings {
        hidden = List.copyOf(hidden);
        if (hidden.size() > MOST_LAYERS || hidden.stream().anyMatch(size -> size < 1 || size > MOST_NUMBERS)) {
            throw new IllegalArgumentException("hidden: give up to " + MOST_LAYERS + " sizes from 1 to " + MOST_NUMBERS + ": " + hidden);
        }
    }

    /** The settings of the training with one of the seeds, on its share of the threads. */
    public TrainingSettings forSeed(final long seed, final int threads) {
        return with(new Run(seed, List.of(), threads, run.checkpointDecisions));
    }

    /** The settings without those that change no bit of the result. */
    public TrainingSettings decisive() {
        return with(new Run(run.seed, run.seeds, 1, 1));
    }

    private TrainingSettings with(final Run other) {
        return new TrainingSettings(algorithm, other, hidden, episodes, learning, stopping, reward);
    }

    /** The algorithm. */
    public enum Algorithm { PPO, A2C, SAC }

    /** What it begins with, and runs on. */
    public record Run(
        @Setting(value = "1", doc = "seed of everything random") long seed,
        @Setting(value = "[]", doc = "train once with each of these seeds instead, side by side") List<Long> seeds,
        @Setting(value = "1", min = "1", max = "64", doc = "worker threads; the result is the same with any number") int threads,
        @Setting(value = "20000", min = "1", max = "1000000000", doc = "a checkpoint is written after so many decisions, and at each validation")
        long checkpointDecisions) {

        public Run {
            seeds = List.copyOf(seeds);
            if (seeds.stream().distinct().count() < seeds.size()) {
                throw new IllegalArgumentException("seeds: give each seed once: " + seeds);
            }
        }
    }

    /** Where it learns. */
    public record Episodes(
        @Setting(value = "8", min = "1", max = "1024", doc = "markets played at once") int environments,
        @Setting(value = "1440", min = "1", max = "1000000", doc = "decisions of an episode") int episodeDecisions,
        @Setting(value = "0", min = "0", max = "1000000",
            doc = "if above 0, an episode has a random number of decisions from this up to episodeDecisions") int leastEpisodeDecisions,
        @Setting(value = "64", min = "1", max = "10000", doc = "places of the training data at which episodes begin, at equal distances") int starts) {

        public Episodes {
            if (leastEpisodeDecisions > episodeDecisions) {
                throw new IllegalArgumentException("leastEpisodeDecisions must be at most episodeDecisions, " + episodeDecisions + ": "
                    + leastEpisodeDecisions);
            }
        }

        EpisodeLength length() {
            return leastEpisodeDecisions == 0
                ? EpisodeLength.always(episodeDecisions) : new EpisodeLength(leastEpisodeDecisions, episodeDecisions);
        }
    }

    /** How it learns. */
    public record Learning(
        @Setting(value = "200000", min = "1", max = "1000000000", doc = "decisions of the whole training") long decisions,
        @Setting(value = "0.0003", min = "0.0000001", max = "1", doc = "learning rate") double learningRate,
        @Setting(value = "constant", doc = "ppo, a2c: constant; linear: falls to 0; adaptive: follows how much the policy changes") Schedule schedule,
        @Setting(value = "0.99", min = "0", max = "1", doc = "how much a reward one decision later counts") double gamma,
        @Setting(value = "0.01", min = "0", max = "10", doc = "ppo, a2c: weight of the entropy, for exploration") double entropy,
        @Inline Updates updates) {
    }

    /** How an update of PPO learns. */
    public record Updates(
        @Setting(value = "2048", min = "1", max = "1000000", doc = "ppo: decisions of an update, of all markets together") int updateDecisions,
        @Setting(value = "10", min = "1", max = "1000", doc = "ppo: how often an update uses each decision") int epochs,
        @Setting(value = "64", min = "1", max = "100000", doc = "ppo: samples of a step of the optimiser") int minibatch,
        @Setting(value = "0.95", min = "0", max = "1", doc = "ppo: between 0, which trusts the value network, and 1, which trusts the rewards")
        double lambda,
        @Setting(value = "0.2", min = "0.001", max = "10", doc = "ppo: a policy gains nothing from changing a chance by more than this share") double clip) {
    }

    /** How the learning rate changes. */
    public enum Schedule { CONSTANT, LINEAR, ADAPTIVE }

    /** When it is good enough. */
    public record Stopping(
        @Setting(kind = Kind.E8, value = "0.2", min = "0.01", max = "0.9", doc = "last part of the data, which is not learned from: the best policy is chosen on it")
        long validationE8,
        @Setting(value = "5", min = "1", max = "100000", doc = "validations in a training") int validations,
        @Setting(value = "3", min = "1", max = "100000", doc = "the training ends after this many validations without a better one") int patience) {
    }
}
