package io.ringmaster.strategies.library;

import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.Recommendation;
import io.ringmaster.strategies.Strategy;
import io.ringmaster.strategies.indicator.Bar;
import io.ringmaster.strategies.indicator.Indicator;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import io.ringmaster.units.FixedPoint;

/**
 * Breakout by volatility: three bars make a block. If the close of a block is further from the close before than two average true ranges, the
 * strategy follows the move.
 *
 * <pre>
 *   A = multiplier x ATR(14) of blocks, d = close - previous block's close
 *   LONG if d > A', SHORT if -d > A', A' as it was one bar of the timeframe ago
 * </pre>
 *
 * {@code block_edge} gives a signal only on the bar that closes a block, against the previous block's A, and HOLD on other bars. {@code
 * freqtrade_exact} gives a signal on each bar, as the source does: within a block it compares the same d with the block's own A. Strength
 * (ours): min(1, |d| / A' - 1), so a policy with the usual {@code minStrength} of 0.3 accepts a breakout from 1.3 A' on, about half of them.
 * With {@code strength: full} it is 1, and every breakout counts. Confidence is 1. Stop (ours): the close less A', or plus A' for a short.
 *
 * <p>Source: freqtrade-strategies, VolatilitySystem.py at d504f672; reference, strategies 1.
 */
final class VolatilitySystem implements Strategy {

    private static final int LEAST_BARS = 52;

    private final int blocks;
    private final double multiplier;
    private final boolean exact;
    private final boolean isGraded;
    private final IndicatorGraph blockGraph;
    private final Indicator atr;
    private final Indicator blockClose;
    private double visibleAtr = Double.NaN;
    private long seenBlocks;

    public VolatilitySystem(
        final int blocks, final int atrBars, final double multiplier, final boolean exact, final boolean isGraded,
        final IndicatorGraph blockGraph) {
        this.blocks = blocks;
        this.multiplier = multiplier;
        this.exact = exact;
        this.isGraded = isGraded;
        this.blockGraph = blockGraph;
        atr = blockGraph.indicator("atr(" + atrBars + ")");
        blockClose = blockGraph.indicator("close");
    }

    @Override
    public int warmupBars() {
        return Math.max(LEAST_BARS, blocks * (atr.warmupBars() + 1));
    }

    @Override
    public void onBar(final Bar bar, final Recommendation out) {
        final double atrBefore = visibleAtr;
        visibleAtr = atr.value();
        final boolean blockClosed = blockGraph.bars() != seenBlocks;
        seenBlocks = blockGraph.bars();
        if (Double.isNaN(atrBefore) || !(exact || blockClosed)) {
            out.hold();
            return;
        }
        final double threshold = multiplier * atrBefore;
        final double move = blockClose.value() - blockClose.previous();
        if (!(Math.abs(move) > threshold) || threshold <= 0) {
            out.hold();
            return;
        }
        final Signal side = move > 0 ? Signal.LONG : Signal.SHORT;
        final double stop = blockClose.value() - Math.signum(move) * threshold;
        out.enter(
            side, isGraded ? Math.min(1, Math.abs(move) / threshold - 1) : 1, 1,
            stop > 0 ? FixedPoint.fromDoubleHalfEven(stop) : Recommendation.NO_PRICE);
    }
}
