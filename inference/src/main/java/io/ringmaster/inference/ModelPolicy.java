package io.ringmaster.inference;

import io.ringmaster.inference.drift.DriftMonitor;
import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.drift.DriftReport;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * A trained network decides on its observation. Its first output becomes the target as the {@link ModelSettings.Head} says.
 *
 * <p>The position and its stop stay, so that no new risk is taken, if an output is not finite or out of range, or if more features are unknown than
 * {@code maxUnknown}: the model has not learned to decide on those. The same holds while the model is late. Each has a
 * {@link DecisionReason} of its own, which the journal keeps.
 *
 * <p>{@code size_or_skip} asks the proposer first. The model sees only what it wants to enter; FLAT and HOLD pass unchanged, so the model cannot keep a
 * position that the strategies leave.
 *
 * <p>Experts run beside the model if they propose or if the model observes their weights.
 */
public final class ModelPolicy implements Policy {

    private final AskedModel model;
    private final boolean scales;
    private final Policy proposer;
    /** Null if the model neither scales nor observes experts. */
    private final ExpertsPolicy experts;
    private final Ensemble ensemble;
    /** Null if its drift is never measured. */
    private final DriftMonitor drift;

    /**
     * @param proposer proposes what {@code size_or_skip} scales
     * @param experts  those whose weights are observed, the proposer itself if it weighs experts; null if there are none
     * @param drift    counts what the model sees and says; null if its drift is never measured
     */
    public ModelPolicy(
        final PolicySettings settings, final AskedModel model, final Policy proposer, final ExpertsPolicy experts, final DriftMonitor drift) {
        this.drift = drift;
        this.model = model;
        this.proposer = proposer;
        this.experts = experts;
        scales = settings.model().head() == ModelSettings.Head.SIZE_OR_SKIP;
        ensemble = new Ensemble(settings.model(), ModelReading.of(settings));
    }

    @Override
    public ExpertsPolicy experts() {
        return experts;
    }

    @Override
    public void onChange(final int strategyIndex) {
        if (experts != null) {
            experts.onChange(strategyIndex);
        }
    }

    @Override
    public void onSignals(final NewSignals said) {
        if (experts != null) {
            experts.onSignals(said);
        }
    }

    @Override
    public void onBars(final int instrumentId, final long timeNs, final ExpertWeights changed) {
        if (experts != null) {
            experts.onBars(instrumentId, timeNs, changed);
        }
    }

    @Override
    public void reportAnswer(final ModelAnswer out) {
        model.report(out);
    }

    @Override
    public void reportDrift(final DriftReport out) {
        if (drift != null) {
            drift.report(out);
        }
    }

    @Override
    public void onModelSwapped(final DriftReference reference) {
        if (drift != null) {
            drift.use(reference);
        }
    }

    @Override
    public void takeOver(final Policy before, final int[] indexBefore) {
        if (experts != null) {
            experts.takeOver(before, indexBefore);
        }
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        if (!seen.hasValues) {
            return;
        }
        if (scales) {
            proposer.decide(seen, target);
            if (target.signal != Signal.LONG && target.signal != Signal.SHORT) {
                return;
            }
        } else {
            target.reason = DecisionReason.MODEL;
        }
        final DecisionReason silent = model.ask(seen);
        if (!model.isWaiting()) {
            read(seen, silent, target);
        }
    }

    @Override
    public boolean isWaiting() {
        return model.isWaiting();
    }

    @Override
    public void goOn(final Observation seen, final Target target) {
        read(seen, model.lateness(), target);
    }

    private void read(final Observation seen, final DecisionReason silent, final Target target) {
        if (drift != null && silent != DecisionReason.MODEL_UNKNOWN) {
            drift.onDecision(seen.timeNs, seen.values, model.answer(0));
        }
        if (silent != null) {
            target.hold(seen.instrumentId, silent);
        } else if (!ensemble.read(model, seen, target)) {
            target.hold(seen.instrumentId, DecisionReason.MODEL_INVALID);
        }
    }
}
