package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;

/** One strategy decides alone: its LONG, SHORT and FLAT are the target, its HOLD keeps the position. */
public final class SingleStrategyPolicy implements Policy {

    private final PolicySettings settings;
    private final int strategyIndex;

    public SingleStrategyPolicy(final PolicySettings settings, final Voters voters) {
        this.settings = settings;
        strategyIndex = voters.indexOf(settings.method().strategy());
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        final Tallies all = seen.tallies;
        if (all.isActive(strategyIndex) && all.instrumentId(strategyIndex) == seen.instrumentId
            && all.seriesOf(strategyIndex).isCurrent(seen.timeNs, settings.filter().maxAgeNs())) {
            follow(all.words(), target);
        }
    }

    private void follow(final Words words, final Target target) {
        target.strategyIndex = strategyIndex;
        final Signal said = words.signal(strategyIndex);
        switch (said) {
            case LONG, SHORT -> {
                target.signal = said;
                target.strength = words.strength(strategyIndex);
                target.confidence = words.confidence(strategyIndex);
                target.agreeing = 1;
                target.reason = DecisionReason.SINGLE;
                target.stopPriceE8 = words.stopPriceE8(strategyIndex);
                target.targetPriceE8 = words.targetPriceE8(strategyIndex);
                target.exposureE8 = Targets.exposureE8(settings, target);
                count(words, target.basis);
            }
            case FLAT -> {
                Targets.flat(target, DecisionReason.FLAT_SIGNAL, 1);
                target.basis.flats = 1;
            }
            case HOLD, NULL_VAL -> {
                // The position stays.
            }
        }
    }

    private void count(final Words words, final Basis basis) {
        basis.longs = words.signal(strategyIndex) == Signal.LONG ? 1 : 0;
        basis.shorts = words.signal(strategyIndex) == Signal.SHORT ? 1 : 0;
        basis.weightE8 = words.weightE8(strategyIndex);
        basis.stopStrategyIndex = words.stopPriceE8(strategyIndex) == Target.NO_PRICE ? Target.NO_STRATEGY : strategyIndex;
        basis.targetStrategyIndex = words.targetPriceE8(strategyIndex) == Target.NO_PRICE ? Target.NO_STRATEGY : strategyIndex;
    }
}
