package io.ringmaster.monitor.view.chart;

/**
 * A span of time with one position.
 *
 * @param qtyE8   signed, never 0
 * @param entryE8 average entry price
 */
record Holding(long fromNs, long toNs, long qtyE8, long entryE8) {
}
