package io.ringmaster.strategies.indicator;

/** A number of the bar itself; warm from the first bar. */
final class Price extends Single {

    private final PriceField field;

    Price(final PriceField field) {
        this.field = field;
    }

    @Override
    public int warmupBars() {
        return 1;
    }

    @Override
    protected double next(final Bar bar) {
        return switch (field) {
            case OPEN -> bar.open;
            case HIGH -> bar.high;
            case LOW -> bar.low;
            case CLOSE -> bar.close;
            case VOLUME -> bar.volume;
            case HL2 -> (bar.high + bar.low) / 2;
            case HLC3 -> (bar.high + bar.low + bar.close) / 3;
            case OHLC4 -> (bar.open + bar.high + bar.low + bar.close) / 4;
        };
    }
}
