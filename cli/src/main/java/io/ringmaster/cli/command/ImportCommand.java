package io.ringmaster.cli.command;

import io.ringmaster.cli.terminal.Directories;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.cli.terminal.Progress;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.JournalSettings;
import io.ringmaster.journal.JournalWriter;
import io.ringmaster.lab.source.Sources;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import io.ringmaster.pipeline.feed.recorded.ImportCounts;
import io.ringmaster.pipeline.port.MarketDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: converts a recorded market to an input journal. */
@Command(
    name = "import",
    description = {
        "Reads a recorded market, checks it, and writes an input journal for backtest.",
        "Formats: ohlcv, binance-l2, kraken-futures-ws, lean. A malformed line stops the import with file and line, and nothing is written."},
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./ringmaster import bars.csv.gz --format ohlcv --symbol PF_XBTUSD --out history/2017"})
public final class ImportCommand implements Callable<Integer> {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Parameters(paramLabel = "FILE", description = "the recording")
    private Path file;

    @Option(names = "--format", required = true, description = "ohlcv, binance-l2, kraken-futures-ws or lean")
    private String format;

    @Option(names = "--symbol", required = true, description = "the instrument; selects the product if the file contains several")
    private String symbol;

    @Option(names = "--out", required = true, description = "directory of the new journal; must be new or empty")
    private Path out;

    @Mixin
    private ColumnsOption dataColumns;

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final Sources.Format known = Sources.Format.of(format);
        requireVacant();
        final Path partial = out.resolveSibling(out.getFileName() + ".partial");
        if (Files.exists(partial)) {
            throw new InvalidInputException(partial + " is left over from an interrupted import. Remove it and try again.");
        }
        final ImportCounts counts;
        boolean isComplete = false;
        try (Progress progress = Progress.over("import", file, json);
             CountedSource source = RecordedData.FILES.open(file, known, symbol, 0, dataColumns.given(), progress)) {
            RecordedData.printNotes(source);
            write(source, partial);
            counts = source.counts();
            isComplete = counts.events() > 0;
            if (!isComplete) {
                throw new InvalidInputException(file + " contains no data for " + symbol + " in format " + known.text()
                    + ". Check --symbol and --format.");
            }
        } finally {
            if (!isComplete) {
                Directories.delete(partial);
            }
        }
        moveIntoPlace(partial);
        print(counts);
        return 0;
    }

    private void requireVacant() {
        if (Files.exists(out) && !Directories.isEmpty(out)) {
            throw new InvalidInputException(out + " is occupied: it is not empty. Give another directory with --out.");
        }
    }

    private static void write(final CountedSource source, final Path journal) {
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(MarketDataSource.MAX_MESSAGE_BYTES));
        try (JournalWriter writer = JournalWriter.open(journal, JournalSettings.defaults())) {
            long sequence = 0;
            for (int length = source.next(buffer); length > 0; length = source.next(buffer)) {
                writer.append(++sequence, buffer, 0, length);
            }
        }
    }

    private void moveIntoPlace(final Path partial) {
        try {
            Files.deleteIfExists(out);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot move the new journal to " + out, e);
        }
    }

    private void print(final ImportCounts counts) {
        if (json) {
            new JsonLine()
                .put("events", counts.events())
                .put("firstTime", time(counts.firstTimeNs()))
                .put("lastTime", time(counts.lastTimeNs()))
                .put("gaps", counts.gaps())
                .put("rejected", counts.rejected())
                .print(System.out);
            return;
        }
        System.out.printf(Locale.ROOT, "%,d events from %s to %s, %,d gaps, %,d lines set aside%n",
            counts.events(), time(counts.firstTimeNs()), time(counts.lastTimeNs()), counts.gaps(), counts.rejected());
        System.out.println("journal " + out);
    }

    private static String time(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_SECOND), Math.floorMod(timeNs, NS_PER_SECOND)).toString();
    }
}
