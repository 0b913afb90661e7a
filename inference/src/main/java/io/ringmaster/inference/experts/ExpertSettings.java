package io.ringmaster.inference.experts;

import io.ringmaster.config.Setting;

/** Which experts algorithm weighs, and its parameters. */
public record ExpertSettings(
    @Setting(value = "adahedge",
        doc = "equal: equal weights; hedge: weights by total loss; adahedge: hedge that tunes its own rate; fixed_share: each round, a share of every"
            + " weight goes to all; eg: exponentiated gradient; universal: the mean of all mixes in parts of 5 %, by their wealth, of at most 6 experts")
    Algorithm algorithm,
    @Setting(value = "0", min = "0", max = "1000",
        doc = "learning rate of hedge, fixed_share and eg; 0: the usual one, which is 0.05 for eg, 1 for fixed_share on log loss, and otherwise the"
            + " rate with the smallest regret bound over the horizon")
    double eta,
    @Setting(value = "0", min = "0", doc = "number of rounds for which the rate of hedge and fixed_share is chosen; 0: the rows of the table") long horizon,
    @Setting(value = "0.01", min = "0", max = "1", doc = "fixed_share: share of each weight that goes to all experts after a round") double alpha,
    @Setting(value = "log", doc = "loss of fixed_share; log: logarithm of wealth; clipped: returns up to the clip, as hedge and adahedge use")
    LossType loss,
    @Setting(value = "0", min = "0",
        doc = "a return of this size has clipped loss 0, its negative 1; 0.01 is 1 %; 0: four times the mean absolute return of all experts so far")
    double clip) {

    private static final double USUAL_ETA_OF_EG = 0.05;
    private static final double HOEFFDING = 8;

    public ExpertSettings {
        if (algorithm == Algorithm.FIXED_SHARE && loss == LossType.LOG && eta > 1) {
            throw new IllegalArgumentException("eta must be at most 1 for fixed_share on log loss: eta=" + eta);
        }
    }

    /** Which algorithm. */
    public enum Algorithm { EQUAL, HEDGE, ADAHEDGE, FIXED_SHARE, EG, UNIVERSAL }

    /** What an expert loses in a round. */
    public enum LossType { LOG, CLIPPED }

    /** Whether losses and regret are those of log wealth, not of clipped returns. */
    public boolean isOnLogLoss() {
        return switch (algorithm) {
            case EQUAL, EG, UNIVERSAL -> true;
            case HEDGE, ADAHEDGE -> false;
            case FIXED_SHARE -> loss == LossType.LOG;
        };
    }

    /**
     * The algorithm before its first round.
     *
     * @param experts number of experts
     * @param rounds  number of rounds if {@code horizon} is 0
     * @throws IllegalArgumentException if there is no expert, there are too many for the algorithm, or the rate depends on the number of rounds and both are 0
     */
    public Experts create(final int experts, final long rounds) {
        return switch (algorithm) {
            case EQUAL -> new EqualWeight(experts);
            case HEDGE -> new Hedge(new ClippedLoss(clip), experts, tuned(experts, 0, rounds));
            case ADAHEDGE -> new AdaHedge(new ClippedLoss(clip), experts);
            case FIXED_SHARE -> loss == LossType.LOG
                ? new FixedShare(new LogLoss(), experts, eta > 0 ? eta : 1, alpha)
                : new FixedShare(new ClippedLoss(clip), experts, tuned(experts, alpha, rounds), alpha);
            case EG -> new ExponentiatedGradient(experts, eta > 0 ? eta : USUAL_ETA_OF_EG);
            case UNIVERSAL -> new Universal(experts);
        };
    }

    /** The rate at which the two parts of the regret bound, {@code complexity / eta} and {@code eta T / 8}, are equal. */
    private double tuned(final int experts, final double share, final long rounds) {
        if (eta > 0) {
            return eta;
        }
        final long planned = horizon > 0 ? horizon : rounds;
        if (planned <= 0) {
            throw new IllegalArgumentException("horizon must be above 0 if eta is 0: horizon=" + planned);
        }
        final double complexity = FixedShare.complexity(experts, share, planned);
        return complexity > 0 ? Math.sqrt(HOEFFDING * complexity / planned) : 1;
    }
}
