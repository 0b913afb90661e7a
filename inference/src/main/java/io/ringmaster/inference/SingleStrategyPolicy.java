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
            follow(all.word(strategyIndex), target);
        }
    }

    private void follow(final Word word, final Target target) {
        target.strategyIndex = strategyIndex;
        switch (word.signal) {
            case LONG, SHORT -> {
                target.signal = word.signal;
                target.strength = word.strength();
                target.confidence = word.confidence();
                target.agreeing = 1;
                target.reason = DecisionReason.SINGLE;
                target.stopPriceE8 = word.stopPriceE8();
                target.targetPriceE8 = word.targetPriceE8();
                target.exposureE8 = Targets.exposureE8(settings, target);
                count(word, target.basis);
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

    private void count(final Word word, final Basis basis) {
        basis.longs = word.signal == Signal.LONG ? 1 : 0;
        basis.shorts = word.signal == Signal.SHORT ? 1 : 0;
        basis.weightE8 = word.weightE8();
        basis.stopStrategyIndex = word.stopPriceE8() == Target.NO_PRICE ? Target.NO_STRATEGY : strategyIndex;
        basis.targetStrategyIndex = word.targetPriceE8() == Target.NO_PRICE ? Target.NO_STRATEGY : strategyIndex;
    }
}
