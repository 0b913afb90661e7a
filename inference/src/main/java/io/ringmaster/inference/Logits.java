package io.ringmaster.inference;

/** Chooses one of several actions by their logits. */
final class Logits {

    private Logits() {
    }

    static boolean areFinite(final float[] logits) {
        boolean areFinite = true;
        for (final float logit : logits) {
            areFinite &= Math.abs(logit) <= Float.MAX_VALUE;
        }
        return areFinite;
    }

    /**
     * The action with the highest logit among those that are allowed; the lowest index wins a tie.
     *
     * @param logits  finite
     * @param allowed a bit for each action; at least one is set
     */
    static int best(final float[] logits, final int allowed) {
        int best = Integer.numberOfTrailingZeros(allowed);
        for (int i = best + 1; i < logits.length; i++) {
            best = (allowed >>> i & 1) == 1 && logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
