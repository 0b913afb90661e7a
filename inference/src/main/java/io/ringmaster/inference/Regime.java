package io.ringmaster.inference;

/** What kind of market it is, by its trend and by its range. */
public final class Regime {

    private Regime() {
    }

    /** Whether the market trends. */
    public enum Trend { UNKNOWN, TREND, RANGE }

    /** How far prices move. */
    public enum Volatility { UNKNOWN, NORMAL, HIGH, LOW }
}
