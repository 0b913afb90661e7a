package io.ringmaster.lab.backtest;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/** The return of each UTC month, from the last step of the previous month to its own last step. A step at midnight belongs to the previous day. */
final class MonthlyReturns implements StepListener {

    private static final long NS_PER_MS = 1_000_000;

    private final SortedMap<YearMonth, Double> returns = new TreeMap<>();
    private YearMonth month;
    private long monthEndMs = Long.MIN_VALUE;
    private long beforeE8;
    private long lastE8;

    MonthlyReturns(final long initialE8) {
        beforeE8 = initialE8;
        lastE8 = initialE8;
    }

    @Override
    public void onStep(final Step step) {
        final long timeMs = step.timeNs / NS_PER_MS;
        if (timeMs > monthEndMs) {
            endMonth();
            beforeE8 = lastE8;
            month = YearMonth.from(Instant.ofEpochMilli(timeMs - 1).atOffset(ZoneOffset.UTC));
            monthEndMs = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        lastE8 = step.equityE8;
    }

    private void endMonth() {
        if (month != null) {
            returns.put(month, (double) lastE8 / beforeE8 - 1);
        }
    }

    /** Returns by month; the last month may be incomplete. */
    SortedMap<YearMonth, Double> returns() {
        endMonth();
        return returns;
    }
}
