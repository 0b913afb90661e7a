package io.ringmaster.cli.command;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.gateway.parse.FuturesCapture;
import io.ringmaster.lab.source.JournalSource;
import io.ringmaster.lab.source.Sources;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.port.MarketDataSource;
import io.ringmaster.pipeline.replay.RecordedStart;
import io.ringmaster.pipeline.replay.SessionDirectory;
import io.ringmaster.schema.SessionStartDecoder;
import io.ringmaster.strategies.Timeframe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Opens what {@code --data} names: a file of a known format, a session, or an imported journal. */
final class RecordedData {

    /** Files of every known format. */
    static final Sources FILES = new Sources(FuturesCapture::new);

    private RecordedData() {
    }

    /** The value of {@code --timeframe} in nanoseconds. */
    static long timeframeNs(final String timeframe) {
        try {
            return Timeframe.parse(timeframe);
        } catch (final IllegalArgumentException e) {
            throw new InvalidInputException("--timeframe: " + e.getMessage(), e);
        }
    }

    /**
     * Id of an instrument in recorded data: its index in the session that recorded it.
     *
     * @param symbol empty for the first instrument
     * @throws InvalidInputException if the session has no instrument of this name
     */
    static int instrumentId(final Path data, final String symbol) {
        if (symbol.isEmpty() || !Files.isDirectory(data)) {
            return 0;
        }
        final List<String> symbols = symbols(new SessionDirectory(data));
        if (!symbols.contains(symbol)) {
            throw new InvalidInputException("--symbol: " + data + " has no '" + symbol + "'. It has " + String.join(", ", symbols) + ".");
        }
        return symbols.indexOf(symbol);
    }

    private static List<String> symbols(final SessionDirectory session) {
        final List<String> symbols = new ArrayList<>();
        final SessionStartDecoder start = RecordedStart.message(session);
        if (start != null) {
            for (final SessionStartDecoder.InstrumentsDecoder instrument : start.instruments()) {
                instrument.marginLevels().forEach(level -> { });
                symbols.add(instrument.symbol());
            }
        }
        return symbols;
    }

    /** @throws InvalidInputException if the path does not exist */
    static MarketDataSource open(final Path data, final String symbol, final ColumnsOption columns, final LongConsumer progress) {
        final CountedSource source = openQuietly(data, symbol, columns, progress);
        printNotes(source);
        return source;
    }

    /** Opens the data a second time, without progress and notes. */
    static MarketDataSource openAgain(final Path data, final String symbol, final ColumnsOption columns) {
        return openQuietly(data, symbol, columns, bytes -> { });
    }

    private static CountedSource openQuietly(final Path data, final String symbol, final ColumnsOption columns, final LongConsumer progress) {
        if (Files.isDirectory(data)) {
            if (!columns.given().isEmpty()) {
                throw new InvalidInputException("--columns is for CSV files, but " + data + " is a directory. Remove --columns.");
            }
            final SessionDirectory session = new SessionDirectory(data);
            return new JournalSource(Files.isDirectory(session.input()) ? session.input() : data);
        }
        if (!Files.exists(data)) {
            throw new InvalidInputException(data + " does not exist. Give the path of a recorded market with --data.");
        }
        final Sources.Format format = columns.given().isEmpty() ? Sources.formatOf(data) : Sources.Format.OHLCV;
        return FILES.open(data, format, symbol, 0, columns.given(), progress);
    }

    /** Prints notes about how the file was read to standard error. */
    static void printNotes(final CountedSource source) {
        source.notes().forEach(note -> System.err.println("ringmaster: note: " + note));
    }
}
