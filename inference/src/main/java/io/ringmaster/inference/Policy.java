package io.ringmaster.inference;

import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.inference.drift.DriftReport;

/** Decides on a target from the recommendations of all strategies, by rules or by a learned model. Called by the decision stage only. */
public interface Policy {

    /**
     * @param observation read only, not kept
     * @param target      out: every field is written
     */
    void decide(Observation observation, Target target);

    /** Whether the last {@link #decide} waits for the answer of a model: see {@link io.ringmaster.inference.model.engine.ModelEngine#isWaiting}. */
    default boolean isWaiting() {
        return false;
    }

    /** Completes the decision that waits; the model has answered. The same observation and target. */
    default void goOn(final Observation observation, final Target target) {
        throw new IllegalStateException("no decision waits");
    }

    /** The recommendation or the condition of a strategy changed; the tallies have it already. */
    default void onChange(final int strategyIndex) {
        // Most policies need only the tallies.
    }

    /** Strategies say something new; the tallies have it already. */
    default void onSignals(final NewSignals said) {
        for (int i = 0; i < said.count(); i++) {
            onChange(said.strategyIndex(i));
        }
    }

    /**
     * Bars closed that strategies of an instrument decide on; called before the decision, and while the session warms up.
     *
     * @param changed out: gets the weights that changed
     */
    default void onBars(final int instrumentId, final long timeNs, final ExpertWeights changed) {
        // Most policies do not learn.
    }

    /** The experts that it weighs, to decide or to be observed; null if it weighs none. */
    default ExpertsPolicy experts() {
        return null;
    }

    /**
     * Another model decides from now on.
     *
     * @param reference of its drift; null if it carries none
     */
    default void onModelSwapped(final DriftReference reference) {
        // Only a model is swapped.
    }

    /**
     * Reports what a model said, if it ran for the last decision.
     *
     * @param out written then only
     */
    default void reportAnswer(final ModelAnswer out) {
        // Most policies ask no model.
    }

    /**
     * Reports the drift of a model if it was measured with the last decision.
     *
     * @param out written then only
     */
    default void reportDrift(final DriftReport out) {
        // Only a model drifts.
    }

    /**
     * Goes on where the policy of another configuration stopped, as far as it can; called before anything else. The conditions of the strategies and
     * what they say follow.
     *
     * @param indexBefore by strategy index, its index there; {@link Target#NO_STRATEGY} for a new strategy
     */
    default void takeOver(final Policy before, final int[] indexBefore) {
        // Most policies remember nothing but the tallies.
    }
}
