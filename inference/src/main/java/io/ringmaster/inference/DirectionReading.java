package io.ringmaster.inference;

/** Three logits: buy (a full long position), sell (a full short position), hold. Each is possible at any time, so none is masked. */
final class DirectionReading implements ModelReading {

    private static final int BUY = 0;
    private static final int SELL = 1;
    private static final int ANY = 0b111;

    private final long maxExposureE8;

    DirectionReading(final long maxExposureE8) {
        this.maxExposureE8 = maxExposureE8;
    }

    @Override
    public boolean read(final float[] output, final Observation seen, final Target target) {
        if (!Logits.areFinite(output)) {
            return false;
        }
        final int action = Logits.best(output, ANY);
        if (action == BUY || action == SELL) {
            Targets.expose(target, action == BUY ? maxExposureE8 : -maxExposureE8, maxExposureE8);
        }
        return true;
    }
}
