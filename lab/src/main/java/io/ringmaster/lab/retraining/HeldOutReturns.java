package io.ringmaster.lab.retraining;

import io.ringmaster.units.FixedPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The returns of a backtest in periods of one length, from its {@code steps.csv}. A period in which nothing happens has return 0, so the returns of
 * several policies over the same time belong together one by one.
 */
public final class HeldOutReturns {

    private static final int TIME = 0;
    private static final int EQUITY = 4;
    private static final long NS_PER_MS = 1_000_000;

    private HeldOutReturns() {
    }

    /**
     * The time that is divided into periods.
     *
     * @param fromNs  start of the first period
     * @param toNs    no period ends later
     * @param everyNs length of a period
     */
    public record Periods(long fromNs, long toNs, long everyNs) {

        public int count() {
            return Math.toIntExact(Math.max(0, (toNs - fromNs) / everyNs));
        }
    }

    /**
     * Reads them.
     *
     * @param steps     the file of a backtest that begins to trade at the start of the first period
     * @param initialE8 equity before the first period
     */
    public static double[] of(final Path steps, final Periods periods, final long initialE8) {
        final long[] endE8 = new long[periods.count()];
        Arrays.fill(endE8, Long.MIN_VALUE);
        try (BufferedReader rows = Files.newBufferedReader(steps)) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                final String[] cells = row.split(",");
                final long sinceNs = Long.parseLong(cells[TIME]) * NS_PER_MS - periods.fromNs;
                // A step at the end of a period belongs to it.
                final long period = Math.floorDiv(sinceNs - 1, periods.everyNs);
                if (period >= 0 && period < endE8.length) {
                    endE8[(int) period] = FixedPoint.parse(cells[EQUITY]);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + steps, e);
        }
        return returns(endE8, initialE8);
    }

    private static double[] returns(final long[] endE8, final long initialE8) {
        final double[] returns = new double[endE8.length];
        long beforeE8 = initialE8;
        for (int i = 0; i < returns.length; i++) {
            if (endE8[i] != Long.MIN_VALUE && beforeE8 > 0) {
                returns[i] = (double) endE8[i] / beforeE8 - 1;
                beforeE8 = endE8[i];
            }
        }
        return returns;
    }
}
