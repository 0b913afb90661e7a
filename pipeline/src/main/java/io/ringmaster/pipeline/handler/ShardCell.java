package io.ringmaster.pipeline.handler;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.Arrays;

/**
 * The changes in one strategy shard with one event, in ascending strategy index. Written by that shard's thread, read behind the barrier. Grows to
 * the largest burst that a slot has seen, and then allocates no more.
 */
public final class ShardCell {

    /** Bit i is set when a bar of instrument i closed that some strategy of this shard decides on. */
    public long evaluatedInstruments;
    /** Whether every strategy of the shard that is not quarantined has warmed up. */
    public boolean isWarm;

    public int recommendationCount;
    public int[] strategyIndex;
    public int[] instrumentId;
    public Signal[] signal;
    public double[] strength;
    public double[] confidence;
    public long[] stopPriceE8;
    public long[] targetPriceE8;
    public long[] asOfTimeNs;

    public int stateCount;
    public int[] stateStrategyIndex;
    public StrategyCondition[] condition;

    ShardCell(final int capacity) {
        strategyIndex = new int[capacity];
        instrumentId = new int[capacity];
        signal = new Signal[capacity];
        strength = new double[capacity];
        confidence = new double[capacity];
        stopPriceE8 = new long[capacity];
        targetPriceE8 = new long[capacity];
        asOfTimeNs = new long[capacity];
        stateStrategyIndex = new int[capacity];
        condition = new StrategyCondition[capacity];
    }

    void clear() {
        evaluatedInstruments = 0;
        recommendationCount = 0;
        stateCount = 0;
    }

    void addRecommendation(
        final int index, final int instrument, final Signal says, final double strong, final double sure,
        final long stopPriceE8, final long targetPriceE8, final long asOfNs) {
        if (recommendationCount == strategyIndex.length) {
            growRecommendations();
        }
        final int i = recommendationCount++;
        strategyIndex[i] = index;
        instrumentId[i] = instrument;
        signal[i] = says;
        strength[i] = strong;
        confidence[i] = sure;
        this.stopPriceE8[i] = stopPriceE8;
        this.targetPriceE8[i] = targetPriceE8;
        asOfTimeNs[i] = asOfNs;
    }

    void addState(final int index, final StrategyCondition state) {
        if (stateCount == stateStrategyIndex.length) {
            stateStrategyIndex = Arrays.copyOf(stateStrategyIndex, 2 * stateCount);
            condition = Arrays.copyOf(condition, 2 * stateCount);
        }
        stateStrategyIndex[stateCount] = index;
        condition[stateCount++] = state;
    }

    private void growRecommendations() {
        final int capacity = 2 * strategyIndex.length;
        strategyIndex = Arrays.copyOf(strategyIndex, capacity);
        instrumentId = Arrays.copyOf(instrumentId, capacity);
        signal = Arrays.copyOf(signal, capacity);
        strength = Arrays.copyOf(strength, capacity);
        confidence = Arrays.copyOf(confidence, capacity);
        stopPriceE8 = Arrays.copyOf(stopPriceE8, capacity);
        targetPriceE8 = Arrays.copyOf(targetPriceE8, capacity);
        asOfTimeNs = Arrays.copyOf(asOfTimeNs, capacity);
    }
}
