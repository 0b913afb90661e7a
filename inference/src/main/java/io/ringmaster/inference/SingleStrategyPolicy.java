package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/** One strategy decides alone: its LONG, SHORT and FLAT are the target, its HOLD keeps the position. */
public final class SingleStrategyPolicy implements Policy {

    private final PolicySettings settings;

    public SingleStrategyPolicy(final PolicySettings settings) {
        this.settings = settings;
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        for (int i = 0; i < seen.strategies(); i++) {
            if (seen.id(i).equals(settings.method().strategy()) && Targets.isCurrent(seen, i, settings.filter().maxAgeNs())) {
                follow(seen, i, target);
            }
        }
    }

    private void follow(final Observation seen, final int i, final Target target) {
        target.strategyIndex = i;
        switch (seen.recommendations.signal[i]) {
            case LONG, SHORT -> {
                target.signal = seen.recommendations.signal[i];
                target.strength = seen.recommendations.strength[i];
                target.confidence = seen.recommendations.confidence[i];
                target.agreeing = 1;
                target.reason = DecisionReason.SINGLE;
                Targets.tighten(target, seen.recommendations.stopPriceE8[i], seen.recommendations.targetPriceE8[i]);
                target.exposureE8 = Targets.exposureE8(settings, target);
            }
            case FLAT -> Targets.flat(target, DecisionReason.FLAT_SIGNAL, 1);
            case HOLD, NULL_VAL -> {
                // The position stays.
            }
        }
    }
}
