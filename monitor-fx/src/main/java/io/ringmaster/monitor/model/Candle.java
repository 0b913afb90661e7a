package io.ringmaster.monitor.model;

/**
 * Prices and volume of a span of time.
 *
 * @param markE8  the last mark in it; 0 if there was none
 * @param indexE8 the last index in it; 0 if there was none
 */
public record Candle(
    long openTimeNs, long openE8, long highE8, long lowE8, long closeE8, long volumeE8, long markE8, long indexE8) {
}
