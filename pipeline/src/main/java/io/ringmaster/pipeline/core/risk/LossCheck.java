package io.ringmaster.pipeline.core.risk;

import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.units.FixedPoint;

/** Checks the loss of the day and the drawdown. */
final class LossCheck {

    private final Comparison comparison;
    private final LimitsInForce limits;
    private final Ledger ledger;

    LossCheck(final Comparison comparison, final LimitsInForce limits, final Ledger ledger) {
        this.comparison = comparison;
        this.limits = limits;
        this.ledger = ledger;
    }

    RiskReason check() {
        if (isDailyLossBreached()) {
            comparison.observedE8 = ledger.dayStartEquityE8() - ledger.equityE8();
            return comparison.refuse(RiskReason.DAILY_LOSS, dailyLossLimitE8());
        }
        if (isDrawdownBreached()) {
            comparison.observedE8 = ledger.highestEquityE8() - ledger.equityE8();
            return comparison.refuse(RiskReason.DRAWDOWN, limits.get().loss().maxDrawdownE8());
        }
        return RiskReason.PASSED;
    }

    boolean isDailyLossBreached() {
        return ledger.dayStartEquityE8() - ledger.equityE8() >= dailyLossLimitE8();
    }

    /** The smaller of the limit in money and the limit as a share of the day's first equity. A share of 1 does not bind. */
    private long dailyLossLimitE8() {
        final RiskLimits.Loss loss = limits.get().loss();
        return loss.maxDailyLossShareE8() == FixedPoint.ONE
            ? loss.maxDailyLossE8()
            : Math.min(loss.maxDailyLossE8(), FixedPoint.multiplyFloor(Math.max(0, ledger.dayStartEquityE8()), loss.maxDailyLossShareE8()));
    }

    boolean isDrawdownBreached() {
        final long highestE8 = ledger.highestEquityE8();
        return highestE8 - ledger.equityE8() >= FixedPoint.multiplyFloor(highestE8, limits.get().loss().maxDrawdownE8());
    }
}
