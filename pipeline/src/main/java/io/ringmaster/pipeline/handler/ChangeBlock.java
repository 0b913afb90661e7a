package io.ringmaster.pipeline.handler;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;

/** Changes of some strategies with one event, field by field; a {@link ShardCell} chains as many as it needs. Used again and again. */
final class ChangeBlock {

    int count;
    /** The block with the next changes; null if there are none. */
    ChangeBlock next;
    final int[] strategyIndex;
    /** Null where the condition did not change. */
    final StrategyCondition[] condition;
    /** Null where the recommendation did not change. */
    final Signal[] signal;
    /** Whether the recommendation says no more than its signal. The fields below have a meaning only for one that says more. */
    final boolean[] isPlain;
    final double[] strength;
    final double[] confidence;
    final long[] stopPriceE8;
    final long[] targetPriceE8;

    ChangeBlock(final int size) {
        strategyIndex = new int[size];
        condition = new StrategyCondition[size];
        signal = new Signal[size];
        isPlain = new boolean[size];
        strength = new double[size];
        confidence = new double[size];
        stopPriceE8 = new long[size];
        targetPriceE8 = new long[size];
    }

    boolean isFull() {
        return count == strategyIndex.length;
    }
}
