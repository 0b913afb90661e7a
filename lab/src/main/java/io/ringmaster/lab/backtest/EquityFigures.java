package io.ringmaster.lab.backtest;

import io.ringmaster.lab.statistics.Moments;
import io.ringmaster.lab.statistics.SharpeRatio;
import io.ringmaster.lab.statistics.Sum;
import java.util.Arrays;

/**
 * Figures of the equity curve: returns, volatility, drawdown. Point 0 is the initial equity. Constant memory except for one figure per UTC day.
 *
 * <p>Returns are simple, from step to step. The return of a UTC day is from the last step of the previous day to its own last step.
 */
final class EquityFigures implements StepListener {

    private static final long NS_PER_MS = 1_000_000;
    private static final long DAY_MS = 86_400_000;
    private static final long DAY_NS = DAY_MS * NS_PER_MS;
    private static final int DAYS_OF_A_YEAR = 365;
    static final double DAYS_A_YEAR = DAYS_OF_A_YEAR;
    private static final double YEAR_NS = DAYS_A_YEAR * DAY_NS;
    private static final long LEAST_FOR_A_YEAR_NS = 30 * DAY_NS;

    private final long initialE8;
    private final long startNs;
    private final Returns bySteps;
    private final Returns byDays;
    private double[] dailyReturns = new double[DAYS_OF_A_YEAR];
    private long[] dates = new long[DAYS_OF_A_YEAR];
    private long steps;
    private long stepsInMarket;
    private long lastNs;
    private long lastE8;
    private long peakE8;
    private long peakNs;
    private long troughPeakE8;
    private double drawdown;
    private double maxDrawdown;
    private long maxDrawdownStartNs;
    private long maxDrawdownTroughNs;
    private long maxDrawdownEndNs;

    /** Returns of one spacing. */
    private static final class Returns {

        private final Moments moments = new Moments();
        private final Sum downsideSquares = new Sum();
        private long beforeE8;

        private Returns(final long initialE8) {
            beforeE8 = initialE8;
        }

        private double add(final long equityE8) {
            final double value = (double) equityE8 / beforeE8 - 1;
            beforeE8 = equityE8;
            moments.add(value);
            if (value < 0) {
                downsideSquares.add(value * value);
            }
            return value;
        }

        private double sharpe(final double aYear) {
            return moments.mean() / moments.deviation() * Math.sqrt(aYear);
        }

        /** Over the downside deviation of all returns, not only of the negative ones. */
        private double sortino(final double aYear) {
            return moments.mean() / Math.sqrt(downsideSquares.value() / moments.count()) * Math.sqrt(aYear);
        }
    }

    EquityFigures(final long initialE8, final long startNs) {
        this.initialE8 = initialE8;
        this.startNs = startNs;
        lastNs = startNs;
        lastE8 = initialE8;
        peakE8 = initialE8;
        peakNs = startNs;
        bySteps = new Returns(initialE8);
        byDays = new Returns(initialE8);
    }

    @Override
    public void onStep(final Step step) {
        if (steps > 0 && day(step.timeNs) != day(lastNs)) {
            endDay();
        }
        bySteps.add(step.equityE8);
        steps++;
        stepsInMarket += step.positionE8 != 0 ? 1 : 0;
        lastNs = step.timeNs;
        lastE8 = step.equityE8;
        followDrawdown(step);
    }

    private void endDay() {
        final int day = Math.toIntExact(days());
        if (day == dailyReturns.length) {
            dailyReturns = Arrays.copyOf(dailyReturns, 2 * day);
            dates = Arrays.copyOf(dates, 2 * day);
        }
        dates[day] = day(lastNs);
        dailyReturns[day] = byDays.add(lastE8);
    }

    /** A step at midnight belongs to the previous day. */
    private static long day(final long timeNs) {
        return Math.floorDiv(timeNs / NS_PER_MS - 1, DAY_MS);
    }

    private void followDrawdown(final Step step) {
        if (step.equityE8 >= peakE8) {
            peakE8 = step.equityE8;
            peakNs = step.timeNs;
        }
        drawdown = 1 - (double) step.equityE8 / peakE8;
        if (drawdown > maxDrawdown) {
            maxDrawdown = drawdown;
            maxDrawdownStartNs = peakNs;
            maxDrawdownTroughNs = step.timeNs;
            maxDrawdownEndNs = 0;
            troughPeakE8 = peakE8;
        } else if (maxDrawdown > 0 && maxDrawdownEndNs == 0 && step.equityE8 >= troughPeakE8) {
            maxDrawdownEndNs = step.timeNs;
        }
    }

    /** Counts the day that has not ended. */
    void finish() {
        if (steps > 0) {
            endDay();
        }
    }

    long steps() {
        return steps;
    }

    long elapsedNs() {
        return lastNs - startNs;
    }

    double totalReturn() {
        return (double) lastE8 / initialE8 - 1;
    }

    /** Whether the time is long enough for yearly figures: 30 days. Otherwise all of them are NaN. */
    boolean isLongEnoughForAYear() {
        return elapsedNs() >= LEAST_FOR_A_YEAR_NS;
    }

    /** NaN when nothing is left. */
    double cagr() {
        return isLongEnoughForAYear() ? aYear((double) lastE8 / initialE8, elapsedNs()) : Double.NaN;
    }

    /** Converts a growth over some time to the rate of a year of 365 days; NaN if nothing is left. */
    static double aYear(final double growth, final long elapsedNs) {
        return growth > 0 ? StrictMath.pow(growth, YEAR_NS / elapsedNs) - 1 : Double.NaN;
    }

    /** Steps a year at the pace of the data, so that missing bars do not count as bars. */
    double stepsAYear() {
        return isLongEnoughForAYear() ? steps * YEAR_NS / elapsedNs() : Double.NaN;
    }

    double sharpe() {
        return bySteps.sharpe(stepsAYear());
    }

    /** Of one step. */
    SharpeRatio sharpeOfAStep() {
        return SharpeRatio.of(bySteps.moments);
    }

    /** Of one UTC day. */
    SharpeRatio sharpeOfADay() {
        return SharpeRatio.of(byDays.moments);
    }

    /** The return of each UTC day. */
    double[] dailyReturns() {
        return Arrays.copyOf(dailyReturns, Math.toIntExact(days()));
    }

    /** The same with their dates. */
    DailyReturns daily() {
        return new DailyReturns(Arrays.copyOf(dates, Math.toIntExact(days())), dailyReturns());
    }

    double sortino() {
        return bySteps.sortino(stepsAYear());
    }

    double sharpeDaily() {
        return byDays.sharpe(daysAYear());
    }

    double sortinoDaily() {
        return byDays.sortino(daysAYear());
    }

    private double daysAYear() {
        return isLongEnoughForAYear() ? DAYS_A_YEAR : Double.NaN;
    }

    long days() {
        return byDays.moments.count();
    }

    /** Of daily returns. */
    double skewness() {
        return byDays.moments.skewness();
    }

    /** Of daily returns; 3 for a normal distribution. */
    double kurtosis() {
        return byDays.moments.kurtosis();
    }

    /** As a share of the preceding peak. */
    double maxDrawdown() {
        return maxDrawdown;
    }

    /** The current drawdown. */
    double drawdown() {
        return drawdown;
    }

    /** Time of the peak, 0 if there was no drawdown. */
    long maxDrawdownStartNs() {
        return maxDrawdownStartNs;
    }

    long maxDrawdownTroughNs() {
        return maxDrawdownTroughNs;
    }

    /** Time at which the peak was reached again; 0 if it was not. */
    long maxDrawdownEndNs() {
        return maxDrawdownEndNs;
    }

    /** Share of steps with a position. */
    double timeInMarket() {
        return (double) stepsInMarket / steps;
    }
}
