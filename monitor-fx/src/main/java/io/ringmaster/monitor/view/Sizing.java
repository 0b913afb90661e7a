package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.DecisionRow;
import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.PortfolioRow;
import io.ringmaster.monitor.model.Rows;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.SizingSettings;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.schema.LimitKind;
import io.ringmaster.schema.Signal;
import io.ringmaster.units.FixedPoint;

/**
 * How the exposure that a decision wants becomes a position: by the equity and the mark of the ledger that the engine wrote at the decision, and the
 * limits of the configuration. A position that is held on the same side already keeps the limit that it was opened with.
 *
 * @param wantedQtyE8 what the decision wants, as a quantity, in whole lots; signed
 * @param targetQtyE8 what the limits leave of it; signed
 * @param limit       the limit that makes it smaller; null if none does
 * @param ledger      at the decision
 */
record Sizing(long wantedQtyE8, long targetQtyE8, Limit limit, PortfolioRow ledger) {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    /**
     * A limit of a position.
     *
     * @param qtyE8 the largest position
     * @param text  its value and the setting it comes from
     */
    record Limit(long qtyE8, String text) {

        private static Limit smaller(final Limit one, final Limit other) {
            return other.qtyE8 < one.qtyE8 ? other : one;
        }
    }

    /** The chain of a decision; null if it names no exposure, or the journal or the configuration does not say enough. */
    static Sizing of(final Moment moment, final DecisionRow decision) {
        final PortfolioRow ledger = ledger(moment.portfolio(), decision);
        final SizingSettings settings = moment.facts().sizing();
        if (decision.signal() == Signal.HOLD || settings == null || ledger == null || ledger.equityE8() <= 0 || ledger.markPriceE8() <= 0) {
            return null;
        }
        final SessionFacts.Instrument instrument = moment.facts().instrument(decision.instrument());
        final long sign = Long.signum(decision.exposureE8());
        final long wantedE8 = qty(ledger, Math.abs(decision.exposureE8()));
        final Limit limit = limit(moment, decision, ledger, instrument);
        final long targetE8 = FixedPoint.toStepFloor(Math.min(wantedE8, limit.qtyE8), instrument.lotE8());
        return new Sizing(
            sign * FixedPoint.toStepFloor(wantedE8, instrument.lotE8()), sign * targetE8, limit.qtyE8 < wantedE8 ? limit : null, ledger);
    }

    private static long qty(final PortfolioRow ledger, final long exposureE8) {
        return FixedPoint.multiplyDivideFloor(ledger.equityE8(), exposureE8, ledger.markPriceE8());
    }

    private static Limit limit(final Moment moment, final DecisionRow decision, final PortfolioRow ledger, final SessionFacts.Instrument instrument) {
        final long leverageE8 = moment.limits().getOrDefault(LimitKind.MAX_LEVERAGE, 0L);
        final Limit leverage = leverageE8 <= 0 ? new Limit(NO_LIMIT, "")
            : new Limit(qty(ledger, leverageE8), Numbers.times(leverageE8) + " by risk.maxLeverage");
        final long mostE8 = Math.min(instrument.maxPositionE8(), moment.limits().getOrDefault(LimitKind.MAX_POSITION, NO_LIMIT));
        final Limit position = new Limit(mostE8, Numbers.onStep(mostE8, instrument.lotE8())
            + (mostE8 == instrument.maxPositionE8() ? " by the instrument" : " by risk.maxPosition"));
        return Limit.smaller(Limit.smaller(byRisk(moment.facts().sizing(), decision, ledger), leverage), position);
    }

    private static Limit byRisk(final SizingSettings settings, final DecisionRow decision, final PortfolioRow ledger) {
        final long distanceE8 = distanceE8(settings, decision, ledger);
        if (settings.riskFractionE8() <= 0 || distanceE8 <= 0) {
            return new Limit(NO_LIMIT, "");
        }
        final long exposureE8 = FixedPoint.divideFloor(settings.riskFractionE8(), distanceE8);
        return new Limit(qty(ledger, exposureE8), Numbers.percent(exposureE8, 1) + " by execution.riskFraction");
    }

    private static long distanceE8(final SizingSettings settings, final DecisionRow decision, final PortfolioRow ledger) {
        return settings.stopDistanceE8(decision.exposureE8() > 0, ledger.markPriceE8(), decision.stopPriceE8());
    }

    /** What share of equity the stop may lose, and how far away it is: their ratio is the largest exposure. */
    String risk(final SizingSettings settings, final DecisionRow decision) {
        final boolean isNamed = settings.isNamed(decision.exposureE8() > 0, ledger.markPriceE8(), decision.stopPriceE8());
        return (settings.riskFractionE8() <= 0 ? "no limit" : Numbers.percent(settings.riskFractionE8(), 2)) + ", stop "
            + Numbers.percent(distanceE8(settings, decision, ledger), 2) + (isNamed ? " away" : " away (default)");
    }

    /** The ledger as it was at the decision; null if the engine wrote none. */
    static PortfolioRow ledger(final Rows<PortfolioRow> ledgers, final DecisionRow decision) {
        for (int i = ledgers.firstAtOrAfterSequence(decision.sequence()); i < ledgers.size() && ledgers.sequence(i) == decision.sequence(); i++) {
            if (ledgers.get(i).instrument() == decision.instrument()) {
                return ledgers.get(i);
            }
        }
        return null;
    }

    /** Whether a position on the wanted side was held already: its own limit, from when it was opened, goes on. */
    boolean isHeld() {
        return ledger.positionQtyE8() != 0 && Long.signum(ledger.positionQtyE8()) == Long.signum(wantedQtyE8);
    }
}
