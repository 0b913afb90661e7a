package io.ringmaster.strategies.indicator;

import java.util.List;

/** A number of the bar itself; warm from the first bar. Every graph has a slot for each of them, so it needs no bank. */
public final class Price extends Indicator {

    private final PriceField field;

    public Price(final PriceField field) {
        this.field = field;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    /** Its slot, the same in every graph. */
    int ownSlot() {
        return field.ordinal();
    }

    /** Whether it is a mean of the bar's numbers. */
    boolean isMean() {
        return field.isMean();
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        throw new IllegalStateException("a price has no bank");
    }
}
