package io.ringmaster.monitor.model;

/**
 * The bars of an instrument up to a moment, from which candles are made.
 *
 * @param sequence           of the moment
 * @param seconds            bars of one second from trades and tickers
 * @param imported           bars of history whose length suits the candles
 * @param importedDurationNs the length of those
 */
record BarSource(long sequence, LongTable seconds, int secondsSize, LongTable imported, int importedSize, long importedDurationNs) {

    static final long SECOND_NS = 1_000_000_000L;
}
