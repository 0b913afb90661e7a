package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.units.FixedPoint;

/**
 * Limits the size of an entry: the loss at the stop is at most the risk fraction, Kelly's fraction is an upper cap, and a drawdown reduces it. Its
 * state depends only on our closed trades (from flat to flat, net of fees and funding).
 *
 * <pre>
 *   Kelly  f = p - q / b          p: share of trades won, q = 1 - p, b: average gain over average loss
 *   ruin   ((1 - e) / (1 + e)) ^ (equity / a)      a: average |profit| of a trade, e: average profit / a; 1 where e is not positive
 * </pre>
 *
 * Source: requirements, section D; risk manager of dmitriy718/ai-trade at 96fb8339. There a risk of ruin of 1 ends trading for good,
 * because no new trade can change it. Here entries pause, and the count of trades starts again after the pause.
 */
final class PositionSizing {

    /** The cap of a position without one. */
    static final long NO_CAP = Long.MAX_VALUE;

    private static final long PERCENT_E8 = FixedPoint.ONE / 100;
    private static final long NO_PAUSE = Long.MIN_VALUE;

    private final EntrySettings settings;
    private final long riskFractionE8;
    private final Ledger ledger;
    private int trades;
    private int wins;
    private long wonE8;
    private long lostE8;
    private long pausedUntilNs = NO_PAUSE;

    PositionSizing(final ExecutionSettings execution, final Ledger ledger) {
        settings = execution.entry();
        riskFractionE8 = execution.sizing().riskFractionE8();
        this.ledger = ledger;
    }

    /** A position is flat again. */
    void onTradeClosed(final long profitE8, final long timeNs) {
        trades++;
        if (profitE8 > 0) {
            wins++;
            wonE8 = Math.addExact(wonE8, profitE8);
        } else {
            lostE8 = Math.subtractExact(lostE8, profitE8);
        }
        if (pausedUntilNs == NO_PAUSE && settings.ruin().maxRiskOfRuinE8() < FixedPoint.ONE && riskOfRuinE8() > settings.ruin().maxRiskOfRuinE8()) {
            pausedUntilNs = timeNs + settings.ruin().ruinPauseNs();
        }
    }

    /** Whether the risk of ruin blocks entries. The end of a pause starts a new count of trades. */
    boolean isPaused(final long timeNs) {
        if (pausedUntilNs != NO_PAUSE && timeNs >= pausedUntilNs) {
            pausedUntilNs = NO_PAUSE;
            trades = 0;
            wins = 0;
            wonE8 = 0;
            lostE8 = 0;
        }
        return pausedUntilNs != NO_PAUSE;
    }

    /** 0 before there are enough trades. */
    long riskOfRuinE8() {
        final double moved = (double) wonE8 + lostE8;
        if (trades < settings.kelly().minTrades() || moved == 0) {
            return 0;
        }
        final double edge = ((double) wonE8 - lostE8) / moved;
        if (edge <= 0 || ledger.equityE8() <= 0) {
            return FixedPoint.ONE;
        }
        final double units = ledger.equityE8() * (double) trades / moved;
        return (long) Math.floor(StrictMath.pow((1 - edge) / (1 + edge), units) * FixedPoint.ONE);
    }

    /**
     * The largest position a new entry may lead to, before {@link #factorE8}; {@link #NO_CAP} where nothing limits it.
     *
     * @param distanceE8 from mark to stop, as a share of the mark
     */
    long capE8(final long markE8, final long distanceE8, final double confidence) {
        long exposureE8 = NO_CAP;
        if (riskFractionE8 > 0 && distanceE8 > 0) {
            exposureE8 = FixedPoint.divideFloor(riskFractionE8, distanceE8);
        }
        exposureE8 = Math.min(exposureE8, kellyExposureE8(confidence));
        return exposureE8 == NO_CAP ? NO_CAP : FixedPoint.multiplyDivideFloor(ledger.equityE8(), exposureE8, markE8);
    }

    private long kellyExposureE8(final double confidence) {
        if (settings.kelly().kellyE8() == 0 || trades < settings.kelly().minTrades() || wins == 0) {
            return NO_CAP;
        }
        final int losses = trades - wins;
        final double won = (double) wins / trades;
        // q / b; without a loss there is nothing to subtract.
        final double against = losses == 0 ? 0 : (1 - won) * ((double) lostE8 / losses) / ((double) wonE8 / wins);
        final double capE8 = (won - against) * confidence * settings.kelly().kellyE8();
        return capE8 <= 0 ? NO_CAP : Math.min(settings.kelly().kellyMaxE8(), (long) Math.floor(capE8));
    }

    /** The share of its size that an entry has during a drawdown. */
    long factorE8() {
        final long highestE8 = ledger.highestEquityE8();
        if (!settings.drawdownFactor() || highestE8 <= 0) {
            return FixedPoint.ONE;
        }
        final long drawdownE8 = FixedPoint.multiplyDivideFloor(highestE8 - ledger.equityE8(), FixedPoint.ONE, highestE8);
        if (drawdownE8 < 2 * PERCENT_E8) {
            return FixedPoint.ONE;
        }
        if (drawdownE8 < 5 * PERCENT_E8) {
            return 75 * PERCENT_E8;
        }
        if (drawdownE8 < 10 * PERCENT_E8) {
            return 50 * PERCENT_E8;
        }
        return drawdownE8 < 15 * PERCENT_E8 ? 25 * PERCENT_E8 : 10 * PERCENT_E8;
    }

    int trades() {
        return trades;
    }
}
