package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.MarketEncoder;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.units.FixedPoint;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;

/**
 * Bars from a file as {@code ImportedBar} events; the receive time is the end of the bar. Missing bars are counted. Any other fault stops the
 * reading, because a backtest on it would be wrong too.
 */
public final class OhlcvSource implements CountedSource {

    private static final long MS_TO_NS = 1_000_000;
    private static final long SECOND_MS = 1_000;
    private static final long DAY_MS = 86_400_000;
    /** The length of the bars is the most frequent step among this many rows. */
    private static final int ROWS_TO_MEASURE = 4_096;
    /** A longer gap means a wrong time, or two files in one. */
    private static final long LONGEST_GAP_MS = 400 * DAY_MS;
    /** This many equal gaps in a row mean bars of another length. */
    private static final int EQUAL_GAPS = 20;
    /** A time in seconds, 2001 to 2286, instead of milliseconds. */
    private static final long FIRST_LIKE_SECONDS = 1_000_000_000L;
    private static final long END_LIKE_SECONDS = 10_000_000_000L;

    private final String file;
    private final BarRows rows;
    private final MarketEncoder encoder;
    private final ImportCounts counts = new ImportCounts();
    private final ArrayDeque<BarRow> measured = new ArrayDeque<>();
    private final BarRow row = new BarRow();
    private long durationMs;
    private long lastTimeMs = Long.MIN_VALUE;
    private long lastStepMs;
    private int equalSteps;
    private boolean isNewestFirst;

    /**
     * @param file    name for messages
     * @param in      plain or gzipped; closed with the source
     * @param columns columns of any other CSV; empty to detect the kind
     * @throws InvalidInputException if it is not a file of bars
     */
    public OhlcvSource(final String file, final InputStream in, final int instrumentId, final Map<String, String> columns) {
        this(file, OhlcvFile.open(file, in, columns), instrumentId);
    }

    private OhlcvSource(final String file, final BarRows rows, final int instrumentId) {
        this.file = file;
        this.rows = rows;
        encoder = new MarketEncoder(instrumentId);
        measure();
    }

    /** Days of bars in an archive of Lean. */
    static OhlcvSource lean(final String file, final InputStream in, final int instrumentId) {
        return new OhlcvSource(file, LeanFile.open(file, in), instrumentId);
    }

    private void measure() {
        BarRow before = null;
        final Map<Long, Integer> steps = new HashMap<>();
        while (measured.size() < ROWS_TO_MEASURE) {
            final BarRow next = new BarRow();
            if (!rows.next(next)) {
                break;
            }
            if (before != null && next.timeMs > before.timeMs) {
                steps.merge(next.timeMs - before.timeMs, 1, Integer::sum);
            }
            before = next;
            measured.add(next);
        }
        if (measured.isEmpty()) {
            throw new InvalidInputException(file + " holds no bars: there is nothing after the header.");
        }
        isNewestFirst = steps.isEmpty() && measured.size() > 1;
        checkUnit(measured.getFirst());
        durationMs = rows.durationMs() > 0 ? rows.durationMs() : mostFrequent(steps);
        if (durationMs < SECOND_MS) {
            throw new InvalidInputException(file + ": its bars are " + durationMs + " ms apart, and none may be shorter than a second. "
                + "Check the unit of its times.");
        }
    }

    private void checkUnit(final BarRow first) {
        if (first.timeMs >= FIRST_LIKE_SECONDS && first.timeMs < END_LIKE_SECONDS) {
            throw new InvalidInputException(file + " line " + first.line + ": time_ms " + first.timeMs + " is a moment early in 1970; it looks like "
                + "seconds. Give milliseconds, or name the columns with --columns time=…, which finds out the unit");
        }
    }

    private long mostFrequent(final Map<Long, Integer> steps) {
        if (steps.isEmpty()) {
            final BarRow first = measured.removeFirst();
            final BarRow second = measured.peekFirst();
            if (second != null) {
                throw goesBack(second, first.timeMs);
            }
            throw new InvalidInputException(file + " contains only one bar, so the length of a bar is unknown. Add more bars.");
        }
        long best = 0;
        int most = 0;
        for (final Map.Entry<Long, Integer> step : steps.entrySet()) {
            if (step.getValue() > most || (step.getValue() == most && step.getKey() < best)) {
                best = step.getKey();
                most = step.getValue();
            }
        }
        return best;
    }

    @Override
    public int next(final MutableDirectBuffer buffer) {
        if (!read()) {
            return 0;
        }
        check();
        if (lastTimeMs != Long.MIN_VALUE) {
            checkStep(row.timeMs - lastTimeMs);
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
    }

    private void checkStep(final long stepMs) {
        if (stepMs <= 0) {
            throw goesBack(row, lastTimeMs);
        }
        if (stepMs % durationMs != 0) {
            throw bad("time_ms " + row.timeMs + " is " + stepMs + " ms after the bar before, which is no multiple of " + durationMs
                + " ms, the length of the bars here; remove the line, or give bars of one length");
        }
        if (stepMs > LONGEST_GAP_MS) {
            throw bad("time_ms " + row.timeMs + " is " + stepMs / DAY_MS + " days after the bar before; fix the time, or give the parts one by one");
        }
        equalSteps = stepMs == lastStepMs && stepMs > durationMs ? equalSteps + 1 : 1;
        lastStepMs = stepMs;
        if (equalSteps >= EQUAL_GAPS && stepMs > durationMs) {
            throw bad("the last " + EQUAL_GAPS + " bars are each " + stepMs + " ms apart, those before " + durationMs + " ms; give bars of one length");
        }
    }

    private InvalidInputException goesBack(final BarRow late, final long beforeMs) {
        final String where = file + " line " + late.line + ": time_ms " + late.timeMs;
        if (late.timeMs == beforeMs) {
            return new InvalidInputException(where + " repeats; sort the file by time and remove repeated bars");
        }
        return new InvalidInputException(where + " goes back, the bar before has " + beforeMs + (isNewestFirst
            ? ": the rows are newest first; sort the file by time, oldest first" : "; sort the file by time and remove repeated bars"));
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
    public List<String> notes() {
        return rows.notes();
    }

    @Override
    public void close() {
        rows.close();
    }
}
