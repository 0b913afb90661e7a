package io.ringmaster.inference;

import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/**
 * A trained network decides on its observation. Its first output becomes the target as the {@link ModelSettings.Head} says.
 *
 * <p>The position and its stop stay, so that no new risk is taken, if an output is not finite or out of range, or if more features are unknown than
 * {@code maxUnknown}: the model has not learned to decide on those. Each has a {@link DecisionReason} of its own, which the journal keeps.
 *
 * <p>{@code size_or_skip} asks the rules first. The model sees only what they want to enter; FLAT and HOLD pass unchanged, so it cannot keep a position
 * that the strategies leave.
 */
public final class ModelPolicy implements Policy {

    private final ModelEngine engine;
    private final int maxUnknown;
    private final boolean scalesRules;
    private final Policy rules;
    private final ModelReading reading;

    /** @param rules propose what {@code size_or_skip} scales */
    public ModelPolicy(final PolicySettings settings, final ModelEngine engine, final Policy rules) {
        this.engine = engine;
        this.rules = rules;
        maxUnknown = settings.model().maxUnknown();
        scalesRules = settings.model().head() == ModelSettings.Head.SIZE_OR_SKIP;
        reading = ModelReading.of(settings);
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        if (!seen.hasValues) {
            return;
        }
        if (scalesRules) {
            rules.decide(seen, target);
            if (target.signal != Signal.LONG && target.signal != Signal.SHORT) {
                return;
            }
        } else {
            target.reason = DecisionReason.MODEL;
        }
        if (seen.unknown > maxUnknown) {
            target.hold(seen.instrumentId, DecisionReason.MODEL_UNKNOWN);
            return;
        }
        System.arraycopy(seen.values, 0, engine.input(), 0, seen.values.length);
        engine.run();
        if (!reading.read(engine.output(0), seen, target)) {
            target.hold(seen.instrumentId, DecisionReason.MODEL_INVALID);
        }
    }
}
