package io.ringmaster.pipeline.core.observation;

import io.ringmaster.inference.contract.ContractException;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.pipeline.market.BarFeed;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketFeatures;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;

/**
 * Makes the observation of a contract. It reads the same events as the strategies, on bars of the contract's timeframe, in the stage after them, so
 * an observation does not depend on how strategies are spread over shards. A formula is as of the last closed bar and never sees a forming one.
 * Allocates nothing after construction. One thread.
 */
public final class ObservationSources {

    /** By instrument id; null where nothing is decided. */
    private final InstrumentSources[] instruments;
    private final int length;
    private final BarFeed bars;
    private final MarketFeatures features;

    /**
     * @param instruments number of instruments
     * @param isDecided   whether decisions are made on an instrument
     * @param indexOf     index of a strategy by its id; -1 if the session has none of that id
     * @throws ContractException with every fault, by the feature's name: a formula that means nothing here, a strategy that does not run
     */
    public ObservationSources(
        final ObservationContract contract, final int instruments, final IntPredicate isDecided, final ObservedState state,
        final ToIntFunction<String> indexOf) {
        this.instruments = new InstrumentSources[instruments];
        length = contract.length();
        final long[][] timeframesNs = new long[instruments][];
        final List<String> faults = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            final boolean isObserved = isDecided.test(i);
            // The faults of one instrument are those of all.
            this.instruments[i] = isObserved && faults.isEmpty() ? new InstrumentSources(contract, i, state, indexOf, faults) : null;
            timeframesNs[i] = isObserved ? new long[] {contract.origin().timeframeNs()} : new long[0];
        }
        if (!faults.isEmpty()) {
            throw new ContractException(faults);
        }
        bars = new BarFeed(timeframesNs, this::onBarClosed);
        features = new MarketFeatures(
            instruments, i -> this.instruments[i] == null ? Set.of() : this.instruments[i].graph().features(),
            i -> this.instruments[i].features());
    }

    /** Values in an observation. */
    public int length() {
        return length;
    }

    /** Takes one input message, its header at offset 0; a bar that ends before it does not include it. */
    public void onInput(final DirectBuffer buffer, final int templateId, final long timeNs) {
        bars.onInput(buffer, templateId, timeNs);
        features.onInput(buffer, templateId);
    }

    /** Warms up with the bars of the past. */
    public void warmUp(final BarHistory history) {
        bars.warmUp(history);
    }

    private void onBarClosed(
        final int instrumentId, final long timeframeNs, final long openTimeNs, final long closeTimeNs,
        final long openE8, final long highE8, final long lowE8, final long closeE8, final long volumeE8) {
        features.sample(instrumentId, closeTimeNs);
        instruments[instrumentId].onBar(
            openTimeNs, closeTimeNs, FixedPoint.toDouble(openE8), FixedPoint.toDouble(highE8), FixedPoint.toDouble(lowE8), closeE8,
            FixedPoint.toDouble(volumeE8));
    }

    /**
     * Writes an instrument's observation.
     *
     * @param timeNs event time of the decision
     * @param isWarm whether every strategy has warmed up
     * @param out    of {@link #length} values or more
     * @return how many features are unknown
     */
    public int encode(final int instrumentId, final long timeNs, final boolean isWarm, final float[] out) {
        return instruments[instrumentId].encode(timeNs, isWarm, out);
    }
}
