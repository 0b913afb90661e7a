package io.ringmaster.inference;

import io.ringmaster.schema.Signal;

/** One strategy says something that it is sure of, and names no price. */
record OneSignal(int strategyIndex, Signal signal) implements NewSignals {

    @Override
    public int count() {
        return 1;
    }

    @Override
    public int strategyIndex(final int i) {
        return strategyIndex;
    }

    @Override
    public int ordinal(final int i) {
        return signal.ordinal();
    }

    @Override
    public Signal signal(final int i) {
        return signal;
    }
}
