package io.ringmaster.strategies.indicator;

import java.util.List;

/** A number of the bar itself; warm from the first bar. Every graph has a slot for each of them, which needs no bank. */
public final class Price extends Indicator {

    private final PriceField field;

    public Price(final PriceField field) {
        this.field = field;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    /** Where it stands in every graph. */
    int ownSlot() {
        return field.ordinal();
    }

    /** Whether it is made of the numbers of a bar, and not one of them. */
    boolean isMean() {
        return field.isMean();
    }

    @Override
    protected Bank bank(final List<Indicator> alike, final Histories histories) {
        throw new IllegalStateException("a price has no bank");
    }
}
