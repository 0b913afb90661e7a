package io.ringmaster.monitor.view.chart;

/** How long a candle is. */
enum Timeframe {

    S1("1s", 1),
    S5("5s", 5),
    S15("15s", 15),
    M1("1m", 60),
    M5("5m", 300),
    M15("15m", 900),
    H1("1h", 3_600),
    H4("4h", 14_400),
    D1("1d", 86_400);

    /** Candles that fill the width of a session well. */
    static final int WANTED = 120;

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final String label;
    private final long lengthNs;

    Timeframe(final String label, final long seconds) {
        this.label = label;
        lengthNs = seconds * NS_PER_SECOND;
    }

    String label() {
        return label;
    }

    long lengthNs() {
        return lengthNs;
    }

    /** The timeframe whose number of candles in a span is nearest to {@link #WANTED}, as a ratio. */
    static Timeframe forSpan(final long spanNs) {
        Timeframe best = S1;
        for (final Timeframe each : values()) {
            if (ratio(spanNs, each) < ratio(spanNs, best)) {
                best = each;
            }
        }
        return best;
    }

    private static double ratio(final long spanNs, final Timeframe timeframe) {
        return Math.abs(Math.log(Math.max(1, spanNs) / (double) timeframe.lengthNs / WANTED));
    }

    /** The next longer one; the longest stays. */
    Timeframe longer() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    /** The next shorter one; the shortest stays. */
    Timeframe shorter() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}
