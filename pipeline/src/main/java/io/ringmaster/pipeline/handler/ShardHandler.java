package io.ringmaster.pipeline.handler;

import io.ringmaster.pipeline.core.decision.DecisionCore;
import io.ringmaster.pipeline.market.BarAggregator;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketFeatures;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.ReconfigurationScope;
import io.ringmaster.schema.ReconfiguredDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.schema.WatchdogVerdictDecoder;
import io.ringmaster.strategies.StrategyShard;
import io.ringmaster.units.FixedPoint;

/**
 * Stage 1: one share of the strategies. Builds the bars and the features that they read, lets them decide when a bar closes, and leaves the changes
 * in the slot's cell of this shard. A bar that ends before an event does not include this event.
 */
public final class ShardHandler implements StageHandler {

    private final int shard;
    private final StrategyShard strategies;
    private final BarAggregator bars;
    private final MarketFeatures features;
    private final boolean timing;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReconfiguredDecoder reconfigured = new ReconfiguredDecoder();
    private final WatchdogVerdictDecoder verdict = new WatchdogVerdictDecoder();
    private final ChangeBlocks blocks = new ChangeBlocks();
    private ShardCell cell;

    /** @param timing whether to stamp the slot for latency figures */
    public ShardHandler(final int shard, final StrategyShard strategies, final int instruments, final boolean timing) {
        this.shard = shard;
        this.strategies = strategies;
        this.timing = timing;
        final long[][] timeframesNs = new long[instruments][];
        for (int i = 0; i < instruments; i++) {
            timeframesNs[i] = strategies.timeframesNs(i);
        }
        bars = new BarAggregator(timeframesNs, this::onBarClosed);
        features = new MarketFeatures(instruments, strategies::featuresRead, strategies::features);
    }

    @Override
    public void onEvent(final EventSlot slot, final long sequence, final boolean endOfBatch) {
        cell = slot.shards[shard];
        cell.clear(blocks);
        strategies.clearChanges();
        bars.onTime(slot.timeNs);
        strategies.evaluate();
        apply(slot);
        strategies.evaluate();
        cell.evaluatedInstruments = evaluatedInstruments();
        if (slot.templateId == ReconfiguredDecoder.TEMPLATE_ID
            && reconfigured.wrapAndApplyHeader(slot.payload, 0, header).scope() != ReconfigurationScope.MODEL) {
            strategies.tellAll();
        }
        features.onInput(slot.payload, slot.templateId);
        leaveChanges();
        if (timing) {
            slot.stage1Ns = System.nanoTime();
        }
    }

    private void apply(final EventSlot slot) {
        switch (slot.templateId) {
            case TradeDecoder.TEMPLATE_ID -> bars.onTrade(
                slot.intField(TradeDecoder.instrumentIdEncodingOffset()), slot.timeNs,
                slot.longField(TradeDecoder.priceE8EncodingOffset()), slot.longField(TradeDecoder.qtyE8EncodingOffset()));
            case ImportedBarDecoder.TEMPLATE_ID -> bars.onImportedBar(
                slot.intField(ImportedBarDecoder.instrumentIdEncodingOffset()), slot.longField(ImportedBarDecoder.openTimeNsEncodingOffset()),
                slot.longField(ImportedBarDecoder.durationNsEncodingOffset()), slot.longField(ImportedBarDecoder.openPriceE8EncodingOffset()),
                slot.longField(ImportedBarDecoder.highPriceE8EncodingOffset()), slot.longField(ImportedBarDecoder.lowPriceE8EncodingOffset()),
                slot.longField(ImportedBarDecoder.closePriceE8EncodingOffset()), slot.longField(ImportedBarDecoder.volumeE8EncodingOffset()));
            case WatchdogVerdictDecoder.TEMPLATE_ID -> {
                verdict.wrapAndApplyHeader(slot.payload, 0, header);
                if (verdict.strategyIndex() != DecisionHandler.MODEL) {
                    strategies.onWatchdogVerdict(verdict.strategyIndex(), verdict.finding());
                }
            }
            default -> {
                // Of everything else, strategies need only the time, which the bars have already.
            }
        }
    }

    /** Feeds the bars of the past to strategies that are new. Their recommendations are reported with the next Reconfigured. */
    public void warmUp(final BarHistory history) {
        history.forEach((instrumentId, openTimeNs, open, high, low, close, volume) -> {
            strategies.clearChanges();
            bars.onTime(openTimeNs + BarHistory.MINUTE_NS);
            bars.onImportedBar(instrumentId, openTimeNs, BarHistory.MINUTE_NS, open, high, low, close, volume);
            strategies.evaluate();
        });
        strategies.clearChanges();
    }

    /** Passes on the condition of a strategy of this shard and what it says. Call it while no stage runs. */
    public void tell(final int strategyIndex, final DecisionCore core) {
        core.onStrategyState(strategyIndex, strategies.condition(strategyIndex));
        core.onRecommendation(
            strategyIndex, strategies.signal(strategyIndex), strategies.strength(strategyIndex), strategies.confidence(strategyIndex),
            strategies.stopPriceE8(strategyIndex), strategies.targetPriceE8(strategyIndex));
    }

    /** Bars that a strategy of this shard still waits for; 0 if it is active or was quarantined. */
    public int missingBars(final int strategyIndex) {
        return strategies.missingBars(strategyIndex);
    }

    private void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        features.sample(instrumentId, closeTimeNs);
        strategies.onBarClosed(
            instrumentId, timeframeNs, openTimeNs, closeTimeNs, FixedPoint.toDouble(openE8), FixedPoint.toDouble(highE8),
            FixedPoint.toDouble(lowE8), FixedPoint.toDouble(closeE8), FixedPoint.toDouble(volumeE8));
    }

    private long evaluatedInstruments() {
        long instruments = 0;
        for (int i = 0; i < strategies.evaluatedCount(); i++) {
            instruments |= 1L << strategies.evaluatedInstrumentId(i);
        }
        return instruments;
    }

    private void leaveChanges() {
        for (int i = 0; i < strategies.evaluatedCount(); i++) {
            cell.addBar(strategies.evaluatedInstrumentId(i), strategies.evaluatedTimeframeNs(i), strategies.evaluatedCloseTimeNs(i));
        }
        if (strategies.stateChangedCount() == 0) {
            for (int i = 0; i < strategies.changedCount(); i++) {
                leaveRecommendationOnly(strategies.changedStrategyIndex(i));
            }
        } else {
            leaveMixedChanges();
        }
    }

    /** Recommendations and conditions that changed, by ascending strategy index. */
    private void leaveMixedChanges() {
        int saying = 0;
        int changing = 0;
        while (saying < strategies.changedCount() || changing < strategies.stateChangedCount()) {
            final int says = saying < strategies.changedCount() ? strategies.changedStrategyIndex(saying) : Integer.MAX_VALUE;
            final int changes = changing < strategies.stateChangedCount() ? strategies.stateChangedStrategyIndex(changing) : Integer.MAX_VALUE;
            final int index = Math.min(says, changes);
            cell.add(index, blocks);
            if (changes == index) {
                cell.condition(strategies.condition(index));
                changing++;
            }
            if (says == index) {
                leaveRecommendation(index);
                saying++;
            }
        }
    }

    private void leaveRecommendationOnly(final int index) {
        final int plain = strategies.plainSignal(index);
        if (plain != StrategyShard.NOT_PLAIN) {
            cell.add(index, plain, blocks);
        } else {
            cell.add(index, blocks);
            leaveRecommendation(index);
        }
    }

    private void leaveRecommendation(final int index) {
        if (strategies.isPlain(index)) {
            cell.signal(strategies.signal(index));
        } else {
            cell.recommendation(
                strategies.signal(index), strategies.strength(index), strategies.confidence(index), strategies.stopPriceE8(index),
                strategies.targetPriceE8(index));
        }
    }
}
