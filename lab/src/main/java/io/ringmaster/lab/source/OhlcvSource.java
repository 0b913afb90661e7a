package io.ringmaster.lab.source;

import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.util.ArrayDeque;
import org.agrona.MutableDirectBuffer;

/**
 * Bars from a file as {@code ImportedBar} events, each received when it ends. Missing bars are counted; everything else that is wrong
 * with a bar stops the reading, because a backtest on it would be wrong too.
 */
public final class OhlcvSource implements CountedSource {

    private static final long MS_TO_NS = 1_000_000;
    /** The bars' length is the smallest step among so many. */
    private static final int ROWS_TO_MEASURE = 512;

    private final String file;
    private final BarRows rows;
    private final MarketEncoder encoder;
    private final ImportCounts counts = new ImportCounts();
    private final ArrayDeque<BarRow> measured = new ArrayDeque<>();
    private final BarRow row = new BarRow();
    private long durationMs;
    private long lastTimeMs = Long.MIN_VALUE;

    /**
     * @param file       name for messages
     * @param in         plain or gzipped; closed with the source
     * @param durationNs length of a bar, or 0 to measure it
     * @throws InvalidInputException if it is no file of bars
     */
    public OhlcvSource(final String file, final InputStream in, final int instrumentId, final long durationNs) {
        this(file, OhlcvFile.open(file, in), instrumentId, durationNs);
    }

    private OhlcvSource(final String file, final BarRows rows, final int instrumentId, final long durationNs) {
        this.file = file;
        this.rows = rows;
        encoder = new MarketEncoder(instrumentId);
        durationMs = durationNs / MS_TO_NS;
        if (durationMs == 0) {
            measure();
        }
    }

    /** A day of bars in Lean's archive. */
    static OhlcvSource lean(final String file, final InputStream in, final int instrumentId) {
        final LeanFile rows = LeanFile.open(file, in);
        return new OhlcvSource(file, rows, instrumentId, rows.durationNs());
    }

    private void measure() {
        long smallest = Long.MAX_VALUE;
        long before = Long.MIN_VALUE;
        while (measured.size() < ROWS_TO_MEASURE) {
            final BarRow next = new BarRow();
            if (!rows.next(next)) {
                break;
            }
            if (before != Long.MIN_VALUE && next.timeMs > before) {
                smallest = Math.min(smallest, next.timeMs - before);
            }
            before = next.timeMs;
            measured.add(next);
        }
        if (measured.isEmpty()) {
            throw new InvalidInputException(file + " holds no bars: there is nothing after the header.");
        }
        if (smallest == Long.MAX_VALUE) {
            throw new InvalidInputException(file + " holds only one bar, so its length cannot be told. Give it more bars.");
        }
        durationMs = smallest;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (!read()) {
            return 0;
        }
        check();
        if (lastTimeMs != Long.MIN_VALUE) {
            counts.countGaps((row.timeMs - lastTimeMs) / durationMs - 1);
        }
        lastTimeMs = row.timeMs;
        counts.count((row.timeMs + durationMs) * MS_TO_NS);
        return encoder.bar(
            buffer, row.timeMs * MS_TO_NS, durationMs * MS_TO_NS, row.openE8, row.highE8, row.lowE8, row.closeE8, row.volumeE8);
    }

    private boolean read() {
        final BarRow early = measured.poll();
        if (early == null) {
            return rows.next(row);
        }
        row.copyFrom(early);
        return true;
    }

    private void check() {
        positive("open", row.openE8);
        positive("high", row.highE8);
        positive("low", row.lowE8);
        positive("close", row.closeE8);
        if (row.volumeE8 < 0) {
            throw bad("volume must not be negative: " + FixedPoint.format(row.volumeE8));
        }
        if (row.lowE8 > Math.min(row.openE8, row.closeE8) || row.highE8 < Math.max(row.openE8, row.closeE8)) {
            throw bad("open " + FixedPoint.format(row.openE8) + " and close " + FixedPoint.format(row.closeE8) + " must lie between low "
                + FixedPoint.format(row.lowE8) + " and high " + FixedPoint.format(row.highE8));
        }
        if (lastTimeMs == Long.MIN_VALUE) {
            return;
        }
        if (row.timeMs <= lastTimeMs) {
            throw bad("time_ms " + row.timeMs + (row.timeMs == lastTimeMs ? " repeats" : " goes back, the bar before has " + lastTimeMs)
                + "; sort the file by time and remove repeated bars");
        }
        if ((row.timeMs - lastTimeMs) % durationMs != 0) {
            throw bad("time_ms " + row.timeMs + " is " + (row.timeMs - lastTimeMs) + " ms after the bar before, which is no multiple of "
                + durationMs + " ms, the length of the bars here");
        }
    }

    private void positive(final String column, final long valueE8) {
        if (valueE8 <= 0) {
            throw bad("column '" + column + "' must be positive: " + FixedPoint.format(valueE8) + "; fix or remove the line");
        }
    }

    private InvalidInputException bad(final String fault) {
        return new InvalidInputException(file + " line " + row.line + ": " + fault);
    }

    @Override
    public ImportCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        rows.close();
    }
}
