package io.ringmaster.lab.backtest;

import io.ringmaster.lab.statistics.Sum;

/** Figures of buy and hold without costs, and of the share of the equity in the market. Constant memory. */
final class MarketFigures implements StepListener {

    private long firstMarkE8;
    private long lastMarkE8;
    private long peakE8;
    private double maxDrawdown;
    private long steps;
    private long stepsLong;
    private long stepsShort;
    private final Sum exposure = new Sum();
    private double maxExposure;

    /** The starting price, if one is known before the first step. */
    void begin(final long markE8) {
        firstMarkE8 = markE8;
        peakE8 = markE8;
    }

    @Override
    public void onStep(final Step step) {
        if (firstMarkE8 == 0) {
            begin(step.markPriceE8);
        }
        lastMarkE8 = step.markPriceE8;
        peakE8 = Math.max(peakE8, lastMarkE8);
        maxDrawdown = peakE8 == 0 ? 0 : Math.max(maxDrawdown, 1 - (double) lastMarkE8 / peakE8);
        steps++;
        stepsLong += step.positionE8 > 0 ? 1 : 0;
        stepsShort += step.positionE8 < 0 ? 1 : 0;
        if (step.equityE8 > 0) {
            final double now = (double) step.notionalE8 / step.equityE8;
            exposure.add(now);
            maxExposure = Math.max(maxExposure, now);
        }
    }

    long firstMarkE8() {
        return firstMarkE8;
    }

    /** Return of the market; NaN without a price. */
    double holdReturn() {
        return firstMarkE8 == 0 ? Double.NaN : (double) lastMarkE8 / firstMarkE8 - 1;
    }

    double holdMaxDrawdown() {
        return maxDrawdown;
    }

    double timeLong() {
        return (double) stepsLong / steps;
    }

    double timeShort() {
        return (double) stepsShort / steps;
    }

    /** Value of the positions over equity, the mean of all steps. */
    double averageExposure() {
        return exposure.value() / steps;
    }

    /** Value of the positions over equity, the largest. */
    double maxExposure() {
        return maxExposure;
    }
}
