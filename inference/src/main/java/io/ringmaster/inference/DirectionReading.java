package io.ringmaster.inference;

/** Three logits: buy (a full long position), sell (a full short position), hold. Each is possible at any time, so none is masked. */
final class DirectionReading implements ActionReading {

    private static final int BUY = 0;
    private static final int SELL = 1;
    static final int HOLD = 2;
    private static final int ANY = 0b111;

    private final long maxExposureE8;

    DirectionReading(final long maxExposureE8) {
        this.maxExposureE8 = maxExposureE8;
    }

    @Override
    public int action(final float[] output, final Observation seen) {
        return Logits.best(output, ANY);
    }

    @Override
    public int keep() {
        return HOLD;
    }

    @Override
    public void act(final int action, final Observation seen, final Target target) {
        if (action == BUY || action == SELL) {
            Targets.expose(target, action == BUY ? maxExposureE8 : -maxExposureE8, maxExposureE8);
        }
    }
}
