package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.feed.recorded.Unpacked;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Detects the kind of a bar file from its first rows: Ringmaster's CSV, CryptoDataDownload's (a line of advertisement, a header, newest first),
 * Binance's klines, Kraken's OHLCVT, Coinbase's candles as JSON, or any CSV whose columns the user names. Unpacks a zip with one file.
 */
final class OhlcvFile {

    static final List<String> OWN = List.of(BarColumns.HEADER.split(","));
    private static final List<String> BINANCE = List.of(
        "open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "count", "taker_buy_volume",
        "taker_buy_quote_volume", "ignore");
    private static final List<String> KRAKEN = List.of("time", "open", "high", "low", "close", "volume", "trades");
    private static final Pattern KRAKEN_NAME = Pattern.compile(".*_(\\d{1,5})\\.csv(\\.gz|\\.zip)?");
    private static final String KNOWN = "Known are " + BarColumns.HEADER
        + "; CryptoDataDownload's CSV; Binance's klines; Kraken's OHLCVT; Coinbase's candles as JSON. For another CSV name its columns: "
        + "--columns time=…,open=…,high=…,low=…,close=…,volume=…";
    private static final int PEEK_BYTES = 1 << 13;
    private static final long MINUTE_MS = 60_000;

    private final String file;
    private final BarColumns.Given given;
    private final List<String> notes = new ArrayList<>();

    private OhlcvFile(final String file, final Map<String, String> columns) {
        this.file = file;
        given = new BarColumns.Given(columns);
    }

    /**
     * @param in      plain, gzipped or a zip with one file; closed with the rows
     * @param columns columns of any other CSV, see {@link BarColumns.Given}; empty to detect the kind
     */
    static BarRows open(final String file, final InputStream in, final Map<String, String> columns) {
        return new OhlcvFile(file, columns).open(in);
    }

    private BarRows open(final InputStream raw) {
        try {
            Unpacked text = Unpacked.open(file, raw);
            if (startsWith(text.peek(4), 'P', 'K')) {
                text = Unpacked.open(file, onlyEntry(text.in()));
            }
            if (text.hasByteOrderMark()) {
                notes.add(file + " " + Unpacked.BYTE_ORDER_MARK_NOTE);
            }
            final String start = new String(text.peek(PEEK_BYTES), StandardCharsets.UTF_8);
            if (start.isBlank()) {
                throw new InvalidInputException(file + " line 0: the file is empty; expected the header " + BarColumns.HEADER);
            }
            if (given.isEmpty() && start.stripLeading().startsWith("{")) {
                return CoinbaseCandles.read(file, text.in(), notes);
            }
            if (given.isEmpty() && PlainBarRows.isHeader(start)) {
                text.in().skipNBytes(BarColumns.HEADER.length() + 1);
                return new PlainBarRows(file, text.in(), notes);
            }
            return table(new CsvTable(file, text.in(), separator(start)));
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean startsWith(final byte[] bytes, final char first, final char second) {
        return bytes.length > 1 && bytes[0] == first && bytes[1] == second;
    }

    private InputStream onlyEntry(final InputStream in) throws IOException {
        final ZipInputStream zip = new ZipInputStream(in);
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
            throw new InvalidInputException(file + " is an empty zip archive, or a broken one. Fetch it again.");
        }
        return new FilterInputStream(zip) {
            @Override
            public int read() throws IOException {
                final int b = super.read();
                return b < 0 ? end() : b;
            }

            @Override
            public int read(final byte[] target, final int offset, final int length) throws IOException {
                final int read = super.read(target, offset, length);
                return read < 0 ? end() : read;
            }

            private int end() throws IOException {
                final ZipEntry second = zip.getNextEntry();
                if (second != null) {
                    throw new InvalidInputException(
                        file + " holds several files: " + entry.getName() + ", " + second.getName() + ". Unpack it and give one of them.");
                }
                return -1;
            }
        };
    }

    /** The separator of the columns in the first line. */
    private static char separator(final String start) {
        final String line = start.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
        for (final char separator : new char[] {',', ';', '\t'}) {
            if (line.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ',';
    }

    private BarRows table(final CsvTable table) {
        table.next();
        if (!given.isEmpty()) {
            return ofGivenColumns(table);
        }
        final List<String> first = table.fields().stream().map(field -> field.strip().toLowerCase(Locale.ROOT)).toList();
        if (first.equals(OWN)) {
            return new CsvBarRows(table, BarColumns.inOrder(OWN), BarTime.MILLISECONDS, 0, false, notes);
        }
        if (first.stream().anyMatch(field -> field.contains("cryptodatadownload"))) {
            if (!table.next()) {
                throw new InvalidInputException(file + " holds no bars: there is nothing after the first line.");
            }
            return download(table);
        }
        if (isDownload(first)) {
            return download(table);
        }
        if (first.size() == BINANCE.size() && List.of("open_time", "open time").contains(first.getFirst()) && first.get(6).startsWith("close")) {
            return binance(table, false);
        }
        if (table.fields().stream().allMatch(OhlcvFile::isNumber)) {
            return withoutHeader(table);
        }
        throw table.invalid("the header '" + abbreviated(String.join(",", table.fields())) + "' is none we know. " + KNOWN);
    }

    private BarRows ofGivenColumns(final CsvTable table) {
        final boolean hasHeader = !given.areNumbers() || BarTime.of(table.field(given.in(table, false).time())) == null;
        return new CsvBarRows(table, given.in(table, hasHeader), null, 0, !hasHeader, notes);
    }

    private BarRows withoutHeader(final CsvTable table) {
        if (table.size() == BINANCE.size()) {
            return binance(table, true);
        }
        if (table.size() == KRAKEN.size()) {
            return kraken(table);
        }
        throw table.invalid("there is no header, and " + table.size() + " columns of numbers are of no kind we know. " + KNOWN);
    }

    /** Newest first; the first volume is in the base currency; newer files have a column {@code unix} in front. */
    private BarRows download(final CsvTable table) {
        final List<String> header = table.fields().stream().map(field -> field.strip().toLowerCase(Locale.ROOT)).toList();
        if (!isDownload(header)) {
            throw table.invalid("the header '" + abbreviated(String.join(",", table.fields())) + "' is not that of CryptoDataDownload. " + KNOWN);
        }
        final int date = header.indexOf("date");
        try (table) {
            return StoredBarRows.sorted(new CsvBarRows(
                table, new BarColumns(table.fields(), date, new BarColumns.Prices(date + 2, date + 3, date + 4, date + 5), date + 6, date + 1, -1),
                null, 0, false, notes));
        }
    }

    private static boolean isDownload(final List<String> header) {
        final int date = header.indexOf("date");
        return (date == 0 || (date == 1 && header.getFirst().equals("unix"))) && header.size() > date + 6
            && header.subList(date + 1, date + 6).equals(List.of("symbol", "open", "high", "low", "close")) && header.get(date + 6).startsWith("volume");
    }

    private BarRows binance(final CsvTable table, final boolean isAtRow) {
        return new CsvBarRows(table, new BarColumns(BINANCE, 0, new BarColumns.Prices(1, 2, 3, 4), 5, -1, 6), null, 0, isAtRow, notes);
    }

    /** Times in seconds; minutes without a trade have no row. The file name gives the length of the bars, such as {@code XBTUSD_60.csv}. */
    private BarRows kraken(final CsvTable table) {
        final Matcher name = KRAKEN_NAME.matcher(file);
        final long durationMs = name.matches() ? Long.parseLong(name.group(1)) * MINUTE_MS : 0;
        return new CsvBarRows(table, BarColumns.inOrder(KRAKEN), BarTime.SECONDS, durationMs, true, notes);
    }

    private static boolean isNumber(final String field) {
        return field.matches("-?[0-9.]+([eE][-+]?[0-9]+)?");
    }

    private static String abbreviated(final String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
