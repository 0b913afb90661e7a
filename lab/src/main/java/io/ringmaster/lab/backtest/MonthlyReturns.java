package io.ringmaster.lab.backtest;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/** The return of each UTC month, from its last step to the last of the month before. A step at midnight ends the day before. */
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

    /** By month, the last one as far as it went. */
    SortedMap<YearMonth, Double> returns() {
        endMonth();
        return returns;
    }
}
