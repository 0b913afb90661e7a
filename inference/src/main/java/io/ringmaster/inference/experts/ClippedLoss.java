package io.ringmaster.inference.experts;

/**
 * The return on a scale from 0 to 1: {@code clamp((c - r) / 2c, 0, 1)} with the clip {@code c}. A return of {@code c} or more has loss 0, a
 * return of {@code -c} or less has loss 1. The loss of a mixture is the mean of the losses by weight.
 */
final class ClippedLoss implements Loss {

    private static final double CLIP_BY_MEAN = 4;
    private static final double MIDDLE = 0.5;
    private static final double HOEFFDING = 8;

    private final double fixedClip;
    private double sumOfMagnitudes;
    private long returns;

    /** @param clip largest return that counts; 0: four times the mean absolute return of all experts in all rounds, including the current one */
    ClippedLoss(final double clip) {
        fixedClip = clip;
    }

    @Override
    public void of(final double[] relatives, final double[] losses) {
        final double clip = clip(relatives);
        for (int i = 0; i < losses.length; i++) {
            final double loss = clip > 0 ? (clip - (relatives[i] - 1)) / (2 * clip) : MIDDLE;
            losses[i] = Math.max(0, Math.min(1, loss));
        }
    }

    private double clip(final double[] relatives) {
        if (fixedClip > 0) {
            return fixedClip;
        }
        for (final double relative : relatives) {
            sumOfMagnitudes += Math.abs(relative - 1);
        }
        returns += relatives.length;
        return CLIP_BY_MEAN * sumOfMagnitudes / returns;
    }

    @Override
    public double ofMixture(final double[] weights, final double[] relatives, final double[] losses) {
        return ExponentialWeights.mean(weights, losses);
    }

    /** Hoeffding's lemma for losses in [0, 1]; Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games" (2006), lemma 2.2. */
    @Override
    public double mixabilityGap(final double eta) {
        return eta / HOEFFDING;
    }
}
