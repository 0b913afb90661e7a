package io.ringmaster.cli.command;

import io.ringmaster.lab.statistics.Interval;
import io.ringmaster.lab.trial.JudgedSharpe;
import java.util.List;
import java.util.Locale;

/** A Sharpe ratio as lines of a table: never without its interval and the number of trials. */
final class SharpeText {

    private SharpeText() {
    }

    /** No line if the ratio is not known. */
    static List<String> ofAYear(final JudgedSharpe sharpe, final String periods) {
        return sharpe.isKnown() ? lines(sharpe, sharpe.annual(), sharpe.annualInterval(), "a year, by " + periods, periods) : List.of();
    }

    /** The ratio of one period; no line if it is not known. */
    static List<String> ofAPeriod(final JudgedSharpe sharpe, final String period) {
        return sharpe.isKnown() ? lines(sharpe, sharpe.ratio().value(), sharpe.interval(), "a " + period, period + "s") : List.of();
    }

    private static List<String> lines(
        final JudgedSharpe sharpe, final double value, final Interval interval, final String unit, final String periods) {
        final int digits = Math.abs(value) < 0.1 ? 4 : 2;
        return List.of(
            String.format(Locale.ROOT, "  Sharpe        %s %s; 95 %% of %s to %s", number(value, digits), unit, number(interval.low(), digits),
                number(interval.high(), digits)),
            String.format(Locale.ROOT, "                above 0 with %.1f %% (PSR), above the luck of %,d %s with %.1f %% (DSR)%s", 100 * sharpe.psr(),
                sharpe.trials().trials(), sharpe.trials().trials() == 1 ? "trial" : "trials", 100 * sharpe.dsr(), needed(sharpe, periods)));
    }

    private static String number(final double value, final int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String needed(final JudgedSharpe sharpe, final String periods) {
        final double needed = sharpe.minimumTrackRecord();
        return Double.isFinite(needed) && needed > sharpe.ratio().periods()
            ? String.format(Locale.ROOT, "; 95 %% needs %,.0f %s, there are %,d", Math.ceil(needed), periods, sharpe.ratio().periods()) : "";
    }
}
