package io.ringmaster.lab.evaluation;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.market.BarAggregator;
import io.ringmaster.pipeline.market.BarListener;
import io.ringmaster.pipeline.market.MarketFeatures;
import io.ringmaster.pipeline.port.InputMessage;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TradeDecoder;
import io.ringmaster.strategies.indicator.Feature;
import io.ringmaster.strategies.indicator.FeatureValues;
import java.nio.ByteBuffer;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One instrument of a recorded market, as bars of several timeframes with the features at their close. Bars are imported or built from trades,
 * in the order and by the rules of the pipeline.
 */
final class RecordedMarket {

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int INSTRUMENTS = 64;

    private final MarketDataSource source;
    private final String name;
    private final int instrumentId;
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private long importedBars;
    private long closedBars;

    /**
     * @param name         of the data, for messages
     * @param instrumentId id of the instrument
     */
    RecordedMarket(final MarketDataSource source, final String name, final int instrumentId) {
        this.source = source;
        this.name = name;
        this.instrumentId = instrumentId;
    }

    /** Receives bars, and a call after all bars that one event closes. */
    interface Listener extends BarListener {

        /** @param timeNs event time, at which results from these bars are known */
        void onEvaluate(long timeNs);
    }

    /**
     * Plays the whole market.
     *
     * @param timeframesNs lengths of the wanted bars; empty for the imported bars
     * @param read         the wanted features
     * @param place        receives the features before each bar is passed on
     * @throws InvalidInputException if there is no bar
     */
    void play(final long[] timeframesNs, final Set<Feature> read, final FeatureValues place, final Listener listener) {
        final MarketFeatures features =
            new MarketFeatures(INSTRUMENTS, id -> id == instrumentId ? read : Set.of(), id -> place);
        final BarListener sampled = (instrument, timeframeNs, openNs, closeNs, open, high, low, close, volume) -> {
            closedBars++;
            features.sample(instrumentId, closeNs);
            listener.onBarClosed(0, timeframeNs, openNs, closeNs, open, high, low, close, volume);
        };
        final BarAggregator aggregator = new BarAggregator(new long[][] {timeframesNs}, sampled);
        for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
            final int templateId = InputMessage.templateId(buffer, 0);
            final long timeNs = InputMessage.timeNs(buffer, 0);
            aggregator.onTime(timeNs);
            listener.onEvaluate(timeNs);
            switch (templateId) {
                case ImportedBarDecoder.TEMPLATE_ID -> onBar(timeframesNs, timeframesNs.length == 0 ? null : aggregator, sampled);
                case TradeDecoder.TEMPLATE_ID -> onTrade(aggregator);
                default -> {
                    // Bars come from no other message.
                }
            }
            listener.onEvaluate(timeNs);
            features.onInput(buffer, templateId);
        }
        if (importedBars + closedBars == 0) {
            throw new InvalidInputException(name + " holds no bars and no trades to make one of. Give a file of bars, such as CSV with "
                + "time_ms,open,high,low,close,volume, a recorded book with trades, or a session.");
        }
    }

    /** @param aggregator null to pass the bar on as it is */
    private void onBar(final long[] timeframesNs, final BarAggregator aggregator, final BarListener listener) {
        bar.wrapAndApplyHeader(buffer, 0, header);
        if (bar.instrumentId() != instrumentId) {
            return;
        }
        importedBars++;
        if (aggregator == null) {
            listener.onBarClosed(
                0, bar.durationNs(), bar.openTimeNs(), bar.openTimeNs() + bar.durationNs(), bar.openPriceE8(), bar.highPriceE8(),
                bar.lowPriceE8(), bar.closePriceE8(), bar.volumeE8());
        } else {
            requireFormable(timeframesNs);
            aggregator.onImportedBar(
                0, bar.openTimeNs(), bar.durationNs(), bar.openPriceE8(), bar.highPriceE8(), bar.lowPriceE8(), bar.closePriceE8(),
                bar.volumeE8());
        }
    }

    /** In a session, trades follow the history, and from trades bars of any length can be built. */
    private void requireFormable(final long[] timeframesNs) {
        for (final long timeframeNs : timeframesNs) {
            if (bar.phase() != BarPhase.HISTORY && timeframeNs % bar.durationNs() != 0) {
                throw new InvalidInputException(name + " holds bars of " + bar.durationNs() / NS_PER_SECOND + " s, and bars of "
                    + timeframeNs / NS_PER_SECOND + " s cannot be made of them. Give a multiple, or finer data.");
            }
        }
    }

    private void onTrade(final BarAggregator aggregator) {
        trade.wrapAndApplyHeader(buffer, 0, header);
        if (trade.instrumentId() == instrumentId) {
            aggregator.onTrade(0, trade.receiveTimeNs(), trade.priceE8(), trade.qtyE8());
        }
    }

    /** Number of bars read or built from trades. */
    long bars() {
        return importedBars > 0 ? importedBars : closedBars;
    }
}
