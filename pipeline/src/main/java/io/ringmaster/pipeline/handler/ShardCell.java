package io.ringmaster.pipeline.handler;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.Arrays;

/**
 * The changes in one strategy shard with one event: strategies that say something new or are in another condition, in ascending strategy index, and
 * the bars that strategies were evaluated on. Written by that shard's thread, read behind the barrier.
 */
public final class ShardCell {

    /** Changes, and bars, that most events do not exceed. */
    private static final int ROOM = 8;

    /** Bit i is set when a bar of instrument i closed that some strategy of this shard decides on. */
    public long evaluatedInstruments;
    /** Recommendations that changed. */
    public int recommendations;
    /** Conditions that changed. */
    int conditions;

    /** Bars that closed, one element each. */
    int barCount;
    int[] barInstrumentId = new int[ROOM];
    long[] barTimeframeNs = new long[ROOM];
    long[] barCloseTimeNs = new long[ROOM];

    /** The first block, always there; empty if nothing changed. */
    final ChangeBlock first = new ChangeBlock(ROOM);
    private ChangeBlock last = first;

    /** Receives recommendations that changed. */
    @FunctionalInterface
    public interface Listener {

        void onRecommendation(int strategyIndex, Signal signal);
    }

    /** Passes on the recommendations that changed, by ascending strategy index. */
    public void forEachRecommendation(final Listener listener) {
        for (ChangeBlock block = first; block != null; block = block.next) {
            for (int i = 0; i < block.count; i++) {
                if (block.signal(i) != null) {
                    listener.onRecommendation(block.strategyIndex(i), block.signal(i));
                }
            }
        }
    }

    void clear(final ChangeBlocks blocks) {
        evaluatedInstruments = 0;
        recommendations = 0;
        conditions = 0;
        barCount = 0;
        if (first.next != null) {
            blocks.giveBack(first.next, last);
            first.next = null;
            last = first;
        }
        first.clear();
    }

    /** Takes over everything of another cell. */
    void copyFrom(final ShardCell other, final ChangeBlocks blocks) {
        clear(blocks);
        evaluatedInstruments = other.evaluatedInstruments;
        for (int i = 0; i < other.barCount; i++) {
            addBar(other.barInstrumentId[i], other.barTimeframeNs[i], other.barCloseTimeNs[i]);
        }
        for (ChangeBlock block = other.first; block != null; block = block.next) {
            for (int i = 0; i < block.count; i++) {
                add(block.strategyIndex(i), blocks);
                if (block.condition(i) != null) {
                    condition(block.condition(i));
                }
                if (block.signal(i) != null && block.isPlain(i)) {
                    signal(block.signal(i));
                } else if (block.signal(i) != null) {
                    recommendation(block.signal(i), block.strength[i], block.confidence[i], block.stopPriceE8[i], block.targetPriceE8[i]);
                }
            }
        }
    }

    void addBar(final int instrumentId, final long timeframeNs, final long closeTimeNs) {
        if (barCount == barInstrumentId.length) {
            barInstrumentId = Arrays.copyOf(barInstrumentId, 2 * barCount);
            barTimeframeNs = Arrays.copyOf(barTimeframeNs, 2 * barCount);
            barCloseTimeNs = Arrays.copyOf(barCloseTimeNs, 2 * barCount);
        }
        barInstrumentId[barCount] = instrumentId;
        barTimeframeNs[barCount] = timeframeNs;
        barCloseTimeNs[barCount++] = closeTimeNs;
    }

    /** Adds a strategy that changes. Describe the change with {@link #condition}, and {@link #signal} or {@link #recommendation}. */
    void add(final int strategyIndex, final ChangeBlocks blocks) {
        makeRoom(blocks);
        last.add(strategyIndex);
    }

    /** Adds a strategy that changes nothing but what it says, without any grade or price: the signal with this ordinal. */
    void add(final int strategyIndex, final int signal, final ChangeBlocks blocks) {
        makeRoom(blocks);
        last.add(strategyIndex, signal);
        recommendations++;
    }

    private void makeRoom(final ChangeBlocks blocks) {
        if (last.isFull()) {
            last.next = blocks.take();
            last = last.next;
        }
    }

    /** The new condition of the strategy that was added last. */
    void condition(final StrategyCondition condition) {
        conditions++;
        last.condition(condition);
    }

    /** What the strategy that was added last says now, without any grade or price. */
    void signal(final Signal signal) {
        recommendations++;
        last.signal(signal);
    }

    /** The new recommendation of the strategy that was added last. */
    void recommendation(
        final Signal signal, final double strength, final double confidence, final long stopPriceE8, final long targetPriceE8) {
        recommendations++;
        last.recommendation(signal, strength, confidence, stopPriceE8, targetPriceE8);
    }
}
