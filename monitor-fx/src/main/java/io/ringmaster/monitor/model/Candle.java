package io.ringmaster.monitor.model;

/**
 * Prices and volume of a span of time.
 *
 * @param markE8  the last mark in it; 0 if there was none
 * @param indexE8 the last index in it; 0 if there was none
 */
public record Candle(long openTimeNs, Prices prices, long volumeE8, long markE8, long indexE8) {

    /** Of the trades. */
    public record Prices(long openE8, long highE8, long lowE8, long closeE8) {
    }

    public long openE8() {
        return prices.openE8();
    }

    public long highE8() {
        return prices.highE8();
    }

    public long lowE8() {
        return prices.lowE8();
    }

    public long closeE8() {
        return prices.closeE8();
    }

}
