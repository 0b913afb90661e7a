package io.ringmaster.strategies.indicator;

import java.util.List;

/** A plain number as a node. It is written once and never computed. */
final class Constant extends Indicator {

    private final double constant;

    Constant(final double constant) {
        this.constant = constant;
    }

    @Override
    public int warmupBars() {
        return 0;
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        throw new IllegalStateException("a constant has no bank");
    }

    /** Writes its value into both rows, for good. */
    void write(final Values values) {
        values.now[slot()] = constant;
        values.before[slot()] = constant;
    }
}
