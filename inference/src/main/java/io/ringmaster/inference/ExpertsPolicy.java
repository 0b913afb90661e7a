package io.ringmaster.inference;

import io.ringmaster.schema.DecisionReason;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/**
 * A target from what each strategy has earned: an experts algorithm weighs the strategies of an instrument by their virtual accounts, net of costs, and
 * the target is the weighted sum of what they want.
 *
 * <ol>
 * <li>What a strategy wants is its last LONG, SHORT or FLAT. HOLD changes nothing, as in its account. A strategy counts as FLAT
 *     while it is not active.
 * <li>A round lasts {@code round}. At its end, an account's result of the round divided by its notional is the return that the algorithm learns from.
 *     Rounds count from the first bar on, also while the session warms up.
 * <li>The exposure is the sum of weight times side times strength over the strategies whose last bar is recent enough.
 * <li>The target follows the exposure when they differ by {@code deadZone}, but to nothing where the exposure is smaller than {@code deadZone}: no
 *     remainder stays that is not worth its fees. It is at most {@code maxExposure}.
 * </ol>
 *
 * <p>Source: reference, the meta-policy, sections 1 and 2.
 */
public final class ExpertsPolicy implements Policy {

    private static final double REPORTED_CHANGE = 0.001;

    private final PolicySettings settings;
    private final Tallies tallies;
    private final ExpertResults results;
    /** By instrument; null without strategies. */
    private final InstrumentExperts[] byInstrument;
    /** By the number of a series. */
    private final SeriesExposure[] exposures;
    private final Agreeing agreeing = new Agreeing();

    /** @throws IllegalArgumentException if the algorithm needs a horizon and none is set */
    public ExpertsPolicy(final PolicySettings settings, final Tallies tallies, final int instruments, final ExpertResults results) {
        this.settings = settings;
        this.tallies = tallies;
        this.results = results;
        byInstrument = new InstrumentExperts[instruments];
        for (int i = 0; i < instruments; i++) {
            final SeriesTally[] series = tallies.of(i);
            byInstrument[i] = series.length == 0 ? null : new InstrumentExperts(
                series, settings.experts().weighing().create(InstrumentExperts.strategiesOf(series).length, 0), roundNs(series));
        }
        exposures = new SeriesExposure[tallies.seriesCount()];
        for (int i = 0; i < tallies.voters().count(); i++) {
            exposures[tallies.seriesNumber(i)] = byInstrument[tallies.instrumentId(i)].exposureOf(tallies.seriesOf(i));
        }
    }

    private long roundNs(final SeriesTally[] series) {
        return settings.experts().roundNs() > 0 ? settings.experts().roundNs() : series[series.length - 1].timeframeNs();
    }

    @Override
    public void onChange(final int strategyIndex) {
        final Words words = tallies.words();
        final Vote vote = Vote.of(words.signal(strategyIndex));
        final SeriesExposure exposure = exposureOf(strategyIndex);
        final int place = tallies.placeOf(strategyIndex);
        exposure.silence(place, !tallies.isActive(strategyIndex));
        if (vote != null) {
            exposure.want(place, vote, words.strengthE8(strategyIndex));
        }
    }

    @Override
    public void onSignals(final NewSignals said) {
        for (int i = 0; i < said.count(); i++) {
            final long seat = tallies.seat(said.strategyIndex(i));
            exposures[Tallies.seriesNumber(seat)].hear(Tallies.place(seat), Vote.numberOf(said.ordinal(i)), Tallies.isActive(seat));
        }
    }

    @Override
    public ExpertsPolicy experts() {
        return this;
    }

    /** The weight of a strategy in the round that runs, in [0, 1]; those of an instrument add up to 1. */
    public double weight(final int strategyIndex) {
        return byInstrument[tallies.instrumentId(strategyIndex)].weight(tallies.seriesOf(strategyIndex), tallies.placeOf(strategyIndex));
    }

    /** Wants and targets go on, as the accounts do; the weights begin anew. */
    @Override
    public void takeOver(final Policy before, final int[] indexBefore) {
        final ExpertsPolicy other = before.experts();
        if (other == null) {
            return;
        }
        for (int i = 0; i < Math.min(byInstrument.length, other.byInstrument.length); i++) {
            if (byInstrument[i] != null && other.byInstrument[i] != null) {
                byInstrument[i].takeOver(other.byInstrument[i]);
            }
        }
        for (int i = 0; i < indexBefore.length; i++) {
            final int from = indexBefore[i];
            if (from != Target.NO_STRATEGY && other.tallies.instrumentId(from) == tallies.instrumentId(i)) {
                exposureOf(i).takeOver(tallies.placeOf(i), other.exposureOf(from), other.tallies.placeOf(from));
            }
        }
    }

    private SeriesExposure exposureOf(final int strategyIndex) {
        return exposures[tallies.seriesNumber(strategyIndex)];
    }

    @Override
    public void onBars(final int instrumentId, final long timeNs, final ExpertWeights changed) {
        final InstrumentExperts experts = byInstrument[instrumentId];
        if (experts.onTime(timeNs, results, settings.accounts().notionalE8())) {
            experts.reportWeights(REPORTED_CHANGE, changed);
        }
    }

    @Override
    public void decide(final Observation seen, final Target target) {
        target.hold(seen.instrumentId, DecisionReason.NO_SIGNAL);
        final InstrumentExperts experts = byInstrument[seen.instrumentId];
        if (experts == null || !experts.hasOpinion()) {
            return;
        }
        final long shareE8 = experts.exposureE8(seen.timeNs, settings.filter().maxAgeNs(), settings.experts().deadZoneE8());
        final Vote direction = shareE8 > 0 ? Vote.LONG : shareE8 < 0 ? Vote.SHORT : Vote.FLAT;
        agreeing.clear();
        experts.count(seen.timeNs, settings.filter().maxAgeNs(), direction, target.basis, agreeing.heaviest);
        target.reason = DecisionReason.EXPERTS;
        target.strategyIndex = agreeing.heaviest.strategyIndex();
        target.strength = Math.abs(shareE8) / (double) FixedPoint.ONE;
        target.confidence = target.strength;
        switch (direction) {
            case LONG -> direct(target, Signal.LONG, shareE8, target.basis.longs);
            case SHORT -> direct(target, Signal.SHORT, shareE8, target.basis.shorts);
            case FLAT -> Targets.flat(target, DecisionReason.EXPERTS, target.basis.flats);
        }
    }

    private void direct(final Target target, final Signal signal, final long shareE8, final int agree) {
        target.signal = signal;
        target.agreeing = agree;
        target.exposureE8 = FixedPoint.multiplyHalfEven(settings.size().maxExposureE8(), shareE8);
    }
}
