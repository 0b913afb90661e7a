package io.ringmaster.pipeline.handler;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;

/** Changes of some strategies with one event, field by field; a {@link ShardCell} chains as many as it needs. Used again and again. */
final class ChangeBlock {

    static final int SIZE = 64;

    int count;
    /** The block with the next changes; null if there are none. */
    ChangeBlock next;
    final int[] strategyIndex = new int[SIZE];
    /** Null where the condition did not change. */
    final StrategyCondition[] condition = new StrategyCondition[SIZE];
    /** Null where the recommendation did not change, and then the fields below have no meaning. */
    final Signal[] signal = new Signal[SIZE];
    final double[] strength = new double[SIZE];
    final double[] confidence = new double[SIZE];
    final long[] stopPriceE8 = new long[SIZE];
    final long[] targetPriceE8 = new long[SIZE];
}
