package io.ringmaster.pipeline.core.decision;

import io.ringmaster.inference.ExpertsPolicy;
import io.ringmaster.inference.Observation;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.pipeline.core.observation.ObservationSources;
import io.ringmaster.pipeline.core.observation.ObservedAccount;
import io.ringmaster.pipeline.core.observation.ObservedState;
import io.ringmaster.pipeline.market.BarHistory;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Signal;
import java.util.function.IntFunction;
import org.agrona.DirectBuffer;

/** What a model observes: the market of the first instrument, the account, and what all strategies say. */
final class ModelObservation {

    /** The instrument that a model decides on. */
    private static final int OBSERVED = 0;

    private final SpokenSignals signals;
    private final ObservationSources sources;

    ModelObservation(
        final ObservationContract contract, final Observation observation, final ObservedAccount account, final IntFunction<MarketView> markets,
        final int instruments, final ExpertsPolicy experts) {
        signals = new SpokenSignals(observation.tallies.voters(), instruments, experts);
        sources = new ObservationSources(
            contract, instruments, id -> id == OBSERVED, new ObservedState(account, signals, signals, markets),
            observation.tallies.voters()::indexOf);
    }

    void onInput(final DirectBuffer buffer, final int templateId, final long timeNs) {
        sources.onInput(buffer, templateId, timeNs);
    }

    void warmUp(final BarHistory history) {
        sources.warmUp(history);
    }

    void onRecommendation(final int strategyIndex, final Signal signal, final double strength, final double confidence) {
        signals.onRecommendation(strategyIndex, signal, strength, confidence);
    }

    void onActive(final int strategyIndex, final boolean isActive) {
        signals.onActive(strategyIndex, isActive);
    }

    /** Writes the values of this decision into the observation, if it is on the instrument that is observed. */
    void describe(final Observation out) {
        out.hasValues = out.instrumentId == OBSERVED;
        if (out.hasValues) {
            out.unknown = sources.encode(out.instrumentId, out.timeNs, signals.areWarm(), out.values);
        }
    }
}
