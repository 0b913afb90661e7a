package io.ringmaster.lab.trial;

import io.ringmaster.lab.statistics.Moments;
import io.ringmaster.lab.statistics.SharpeRatio;
import java.util.List;

/**
 * How much was tried.
 *
 * @param trials   number of different trials with periods of one length
 * @param compared number of them that are long enough to compare their Sharpe ratios
 * @param variance of the Sharpe ratios of these, of one period; NaN below two
 */
public record TrialCount(long trials, long compared, double variance) {

    public static final TrialCount ONE = new TrialCount(1, 0, Double.NaN);

    /** Shorter trials count, but their ratios are too uncertain to say how much ratios differ. */
    private static final int LEAST_PERIODS = 30;
    /** The ratios of fewer may resemble each other by chance. */
    private static final int LEAST_COMPARED = 10;

    /** @param unknown number of further trials whose results are lost */
    static TrialCount of(final List<Trial> different, final long unknown) {
        final Moments ratios = new Moments();
        different.stream().map(Trial::sharpe).filter(each -> each.isDefined() && each.periods() >= LEAST_PERIODS)
            .forEach(each -> ratios.add(each.value()));
        return new TrialCount(different.size() + unknown, ratios.count(), ratios.deviation() * ratios.deviation());
    }

    /**
     * The variance to deflate a ratio with: that of the trials. While fewer than ten compare, it is at least the one that trials without skill have
     * over as many periods, which is one by their number.
     */
    public double varianceFor(final SharpeRatio ratio) {
        final double withoutSkill = 1.0 / (ratio.periods() - 1);
        return compared < 2 ? withoutSkill : compared < LEAST_COMPARED ? Math.max(withoutSkill, variance) : variance;
    }
}
