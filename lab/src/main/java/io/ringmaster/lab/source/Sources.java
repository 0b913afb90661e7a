package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.CountedSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Opens recorded markets in every known format. */
public final class Sources {

    /** Formats, named as in the import command. */
    public enum Format {
        /** Bars: Ringmaster's CSV, CryptoDataDownload's, Binance's klines, Kraken's OHLCVT, Coinbase's JSON, any CSV whose columns are named. */
        OHLCV,
        /** Binance WebSocket recordings, of futures or spot. */
        BINANCE_L2,
        /** Kraken Futures WebSocket captures. */
        KRAKEN_FUTURES_WS,
        /** Days of bars from Lean. */
        LEAN;

        /** The format named on the command line. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws InvalidInputException if there is no such format */
        public static Format of(final String text) {
            return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst().orElseThrow(() ->
                new InvalidInputException("unknown format '" + text + "'. Give one of "
                    + Arrays.stream(values()).map(Format::text).collect(Collectors.joining(", ")) + "."));
        }
    }

    /** Opens a capture of a venue's own protocol. */
    public interface CaptureFormat {

        /**
         * Opens a capture.
         *
         * @param file   name for messages
         * @param in     plain or gzipped; closed with the source
         * @param symbol product to pick
         */
        CountedSource open(String file, InputStream in, String symbol, int instrumentId);
    }

    private final CaptureFormat krakenFutures;

    /** @param krakenFutures reads captures of Kraken Futures: its protocol belongs to its gateway */
    public Sources(final CaptureFormat krakenFutures) {
        this.krakenFutures = krakenFutures;
    }

    /**
     * Opens one file.
     *
     * @param symbol   product to select from a file with several
     * @param columns  columns of a CSV file of bars (time, open, high, low, close, volume); empty to detect them from the header
     * @param progress receives the number of bytes read, from time to time
     * @throws InvalidInputException if the file does not exist or has another format
     */
    public CountedSource open(
        final Path file, final Format format, final String symbol, final int instrumentId, final Map<String, String> columns,
        final LongConsumer progress) {
        if (!columns.isEmpty() && format != Format.OHLCV) {
            throw new InvalidInputException("--columns is for bars in CSV files, and " + file + " is read as " + format.text() + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + " does not exist or is not a file. Give the path of a recorded market.");
        }
        final InputStream in;
        try {
            in = new CountedInput(Files.newInputStream(file), progress);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
        }
        return open(file.toString(), in, format, symbol, instrumentId, columns);
    }

    /** @param in closed with the source, or when it cannot be opened */
    private CountedSource open(
        final String file, final InputStream in, final Format format, final String symbol, final int instrumentId,
        final Map<String, String> columns) {
        boolean isOpen = false;
        try {
            final CountedSource source = switch (format) {
                case OHLCV -> new OhlcvSource(file, in, instrumentId, columns);
                case BINANCE_L2 -> new BinanceL2Source(file, in, symbol, instrumentId);
                case KRAKEN_FUTURES_WS -> krakenFutures.open(file, in, symbol, instrumentId);
                case LEAN -> OhlcvSource.lean(file, in, instrumentId);
            };
            isOpen = true;
            return source;
        } finally {
            if (!isOpen) {
                closeAfterFailure(in);
            }
        }
    }

    private static void closeAfterFailure(final InputStream in) {
        try {
            in.close();
        } catch (final IOException e) {
            throw new InvalidInputException("the file cannot be closed: " + e.getMessage(), e);
        }
    }

    /**
     * The format according to a file's name; for a zip, the name of its entry.
     *
     * @throws InvalidInputException if the name does not show the format
     */
    public static Format formatOf(final Path file) {
        final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            return isLean(file) ? Format.LEAN : Format.OHLCV;
        }
        if (name.contains(".csv") || name.endsWith(".json") || name.endsWith(".json.gz")) {
            return Format.OHLCV;
        }
        if (name.contains(".jsonl")) {
            return Format.BINANCE_L2;
        }
        if (name.contains("kraken_futures")) {
            return Format.KRAKEN_FUTURES_WS;
        }
        throw new InvalidInputException(file + ": its name does not tell its format. Import it with --format first, or name the columns of a CSV with --columns.");
    }

    private static boolean isLean(final Path zip) {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            final ZipEntry first = in.getNextEntry();
            return first == null || !first.getName().toLowerCase(Locale.ROOT).endsWith(".csv") || LeanFile.isDay(first.getName());
        } catch (final IOException e) {
            throw new InvalidInputException(zip + " cannot be read: " + e.getMessage() + ". Fetch it again.", e);
        }
    }
}
