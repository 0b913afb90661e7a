package io.ringmaster.inference;

/** Reads a model's output as a target. */
interface ModelReading {

    /** Whether each number is finite and in range. */
    boolean isValid(float[] output);

    /**
     * Reads a valid output.
     *
     * @param output the model's first output
     * @param target in: what the proposer wants, for a head that changes it, otherwise HOLD; out: the target
     */
    void read(float[] output, Observation seen, Target target);

    /** The reading that the settings ask for. */
    static ModelReading of(final PolicySettings settings) {
        final long maxExposureE8 = settings.size().maxExposureE8();
        final ModelSettings.Bounds bounds = settings.model().bounds();
        return switch (settings.model().head()) {
            case CONTINUOUS -> new ContinuousReading(maxExposureE8, bounds);
            case BUY_SELL_HOLD -> new DirectionReading(maxExposureE8);
            case ADJUST -> new AdjustmentReading(maxExposureE8, bounds.stepE8());
            case SIZE_OR_SKIP -> new SizeReading();
        };
    }
}
