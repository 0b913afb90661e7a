package io.ringmaster.strategies.indicator;

import java.util.function.DoubleSupplier;

/** A further output of a node that computes several. */
public final class Output extends Single {

    private final Indicator owner;
    private final DoubleSupplier output;

    public Output(final Indicator owner, final DoubleSupplier output) {
        this.owner = owner;
        this.output = output;
    }

    @Override
    public int warmupBars() {
        return owner.warmupBars();
    }

    @Override
    public int settledBars() {
        return owner.settledBars();
    }

    @Override
    protected double next(final Bar bar) {
        return Double.isNaN(owner.value()) ? Double.NaN : output.getAsDouble();
    }
}
