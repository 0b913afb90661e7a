package io.ringmaster.signals;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ringmaster.schema.SignalSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/**
 * Exchange flows from a CSV on the web, {@code time_ms,inflow,outflow} in base currency. A row counts once, and only if its time is later than
 * the start of this source and than earlier rows: older rows are history and would flood one bar.
 */
final class FlowTable extends WebSource {

    private static final List<String> HEADER = List.of("time_ms", "inflow", "outflow");
    private static final long NS_PER_MS = 1_000_000;
    /** This class counts the columns of each row itself. */
    private static final CsvReader.CsvReaderBuilder TABLE = CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE).extraFieldStrategy(FieldMismatchStrategy.IGNORE);

    /** A time far ahead of our clock is invalid or has another unit, and no later row would ever count. */
    private static final long MAX_AHEAD_MS = 86_400_000;

    private final SignalSettings.Flow settings;
    private final InstantSource clock;
    private long lastMs;

    FlowTable(final SignalSettings.Flow settings, final WebDocument document, final SignalQueue queue, final InstantSource clock) {
        super(settings.url(), document, queue);
        this.settings = settings;
        this.clock = clock;
        lastMs = clock.millis();
    }

    @Override
    void read(final byte[] csv) throws IOException, InterruptedException {
        try (CsvReader<CsvRecord> rows = TABLE.ofCsvRecord(new String(csv, StandardCharsets.UTF_8))) {
            boolean isHeader = true;
            for (final CsvRecord row : rows) {
                if (isHeader && !row.getFields().equals(HEADER)) {
                    throw new MalformedSignalException("its first line must be " + String.join(",", HEADER) + ", not " + String.join(",", row.getFields()));
                }
                if (!isHeader) {
                    take(row);
                }
                isHeader = false;
            }
        } catch (final CsvParseException e) {
            throw new MalformedSignalException("it is no CSV: " + e.getMessage(), e);
        }
    }

    private void take(final CsvRecord row) throws InterruptedException {
        try {
            if (row.getFieldCount() != HEADER.size()) {
                throw new MalformedSignalException("it has " + row.getFieldCount() + " columns, expected " + HEADER.size());
            }
            final long timeMs = Long.parseLong(row.getField(0));
            final double inflow = flow(row, 1);
            final double outflow = flow(row, 2);
            if (timeMs > clock.millis() + MAX_AHEAD_MS) {
                throw new MalformedSignalException("'time_ms' must be milliseconds since 1970, no later than tomorrow, not " + timeMs);
            }
            if (timeMs > lastMs) {
                put(timeMs, inflow);
                put(timeMs, 0 - outflow);
                lastMs = timeMs;
            }
        } catch (final NumberFormatException | MalformedSignalException e) {
            counts.malformed(settings.url() + " line " + row.getStartingLineNumber() + ": " + e.getMessage());
        }
    }

    private static double flow(final CsvRecord row, final int column) {
        final double value = Double.parseDouble(row.getField(column));
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new MalformedSignalException("'" + HEADER.get(column) + "' must be a number from 0, not " + row.getField(column));
        }
        return value;
    }

    private void put(final long timeMs, final double score) throws InterruptedException {
        queue.put(new OutsideSignal(SignalSource.FLOW, settings.symbol(), timeMs * NS_PER_MS, score, settings.url()), counts);
    }
}
