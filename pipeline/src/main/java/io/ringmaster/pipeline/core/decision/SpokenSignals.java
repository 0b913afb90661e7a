package io.ringmaster.pipeline.core.decision;

import io.ringmaster.inference.ExpertsPolicy;
import io.ringmaster.inference.Voters;
import io.ringmaster.pipeline.core.observation.ObservedStrategies;
import io.ringmaster.pipeline.core.observation.ObservedTallies;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;
import java.util.Arrays;

/**
 * What each strategy says, and the sums over an instrument, as a model observes them: every active strategy counts, whatever its strength. A
 * change costs the same whatever the number of strategies.
 */
final class SpokenSignals implements ObservedStrategies, ObservedTallies {

    private static final int SIGNALS = Signal.values().length;

    private final Voters voters;
    /** Null if none are weighed. */
    private final ExpertsPolicy experts;
    private final Signal[] signals;
    private final long[] strengthE8;
    private final long[] confidenceE8;
    private final boolean[] isActive;
    private final boolean[] hasWarmedUp;
    private int warmedUp;
    private long changes;
    private final int[] active;
    /** By instrument and signal. */
    private final int[][] counts;
    private final long[][] strengthSumsE8;
    private final long[][] confidenceSumsE8;

    /** @param experts whose weights are observed; null if there are none */
    SpokenSignals(final Voters voters, final int instruments, final ExpertsPolicy experts) {
        this.voters = voters;
        this.experts = experts;
        final int strategies = voters.ids().size();
        signals = new Signal[strategies];
        Arrays.fill(signals, Signal.HOLD);
        strengthE8 = new long[strategies];
        confidenceE8 = new long[strategies];
        isActive = new boolean[strategies];
        hasWarmedUp = new boolean[strategies];
        active = new int[instruments];
        counts = new int[instruments][SIGNALS];
        strengthSumsE8 = new long[instruments][SIGNALS];
        confidenceSumsE8 = new long[instruments][SIGNALS];
    }

    void onRecommendation(final int i, final Signal signal, final double strength, final double confidence) {
        changes++;
        count(i, -1);
        signals[i] = signal;
        strengthE8[i] = Math.round(strength * FixedPoint.ONE);
        confidenceE8[i] = Math.round(confidence * FixedPoint.ONE);
        count(i, 1);
    }

    void onActive(final int i, final boolean nowActive) {
        changes++;
        count(i, -1);
        isActive[i] = nowActive;
        count(i, 1);
        if (nowActive && !hasWarmedUp[i]) {
            hasWarmedUp[i] = true;
            warmedUp++;
        }
    }

    private void count(final int i, final int sign) {
        if (isActive[i]) {
            final int instrument = voters.instrumentIds().get(i);
            final int signal = signals[i].ordinal();
            active[instrument] += sign;
            counts[instrument][signal] += sign;
            strengthSumsE8[instrument][signal] += sign * strengthE8[i];
            confidenceSumsE8[instrument][signal] += sign * confidenceE8[i];
        }
    }

    /** Whether every strategy has been active. */
    boolean areWarm() {
        return warmedUp == signals.length;
    }

    @Override
    public long changes() {
        return changes;
    }

    @Override
    public Signal signal(final int strategyIndex) {
        return isActive[strategyIndex] ? signals[strategyIndex] : Signal.HOLD;
    }

    @Override
    public double strength(final int strategyIndex) {
        return isActive[strategyIndex] ? FixedPoint.toDouble(strengthE8[strategyIndex]) : 0;
    }

    @Override
    public double confidence(final int strategyIndex) {
        return isActive[strategyIndex] ? FixedPoint.toDouble(confidenceE8[strategyIndex]) : 0;
    }

    @Override
    public double weight(final int strategyIndex) {
        return experts == null ? Double.NaN : experts.weight(strategyIndex);
    }

    @Override
    public int count(final int instrumentId) {
        return active[instrumentId];
    }

    @Override
    public int count(final int instrumentId, final Signal signal) {
        return counts[instrumentId][signal.ordinal()];
    }

    @Override
    public long strengthE8(final int instrumentId, final Signal signal) {
        return strengthSumsE8[instrumentId][signal.ordinal()];
    }

    @Override
    public long confidenceE8(final int instrumentId, final Signal signal) {
        return confidenceSumsE8[instrumentId][signal.ordinal()];
    }
}
