package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.journal.IoReason;
import io.ringmaster.lab.source.ReturnsTable.Kind;
import io.ringmaster.pipeline.feed.recorded.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a table of results from CSV, plain or gzipped: a header with the names of the experts, then a row for each round, oldest first. The first
 * column may hold dates or times.
 */
public final class ReturnsFile {

    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Set<String> TIME_COLUMNS =
        Set.of("", "time", "time_ms", "timestamp", "date", "datetime", "day", "open_time", "open time");
    private static final int MOST_NAMES = 8;
    private static final int MOST_CHARS = 40;

    private final CsvTable table;
    private final Kind kind;
    private final List<String> times = new ArrayList<>();
    private final List<double[]> relatives = new ArrayList<>();
    private List<String> header;
    private boolean hasTimes;
    private BarTime form;
    private long latestMs = Long.MIN_VALUE;
    private double[] latest;
    private double[] wealth;

    private ReturnsFile(final CsvTable table, final Kind kind) {
        this.table = table;
        this.kind = kind;
    }

    /**
     * Reads a whole file.
     *
     * @param progress receives the number of bytes read, from time to time
     * @throws InvalidInputException if the file does not exist, or with file, line and column of the first fault
     */
    public static ReturnsTable read(final Path file, final Kind kind, final LongConsumer progress) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + (Files.exists(file) ? " is not a file." : " does not exist.")
                + " Give a CSV file with a column for each expert.");
        }
        try (InputStream raw = new CountedInput(Files.newInputStream(file), progress);
             CsvTable table = new CsvTable(file.toString(), Unpacked.open(file.toString(), raw).in(), ',')) {
            return new ReturnsFile(table, kind).read(file);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + IoReason.of(e), e);
        }
    }

    private ReturnsTable read(final Path file) {
        if (!table.next()) {
            throw new InvalidInputException(file + " is empty. Give a CSV file with a header and a column for each expert.");
        }
        readHeader();
        while (table.next()) {
            readRow();
        }
        if (relatives.isEmpty()) {
            throw new InvalidInputException(file + " line " + table.line() + ": no row follows the header. Give a row for each round.");
        }
        return new ReturnsTable(hasTimes ? header.getFirst() : null, List.copyOf(times), names(), relatives);
    }

    private void readHeader() {
        header = table.fields().stream().map(String::strip).toList();
        if (header.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
            throw table.invalid("there is no header; write the name of each expert above its column");
        }
        final Set<String> seen = new HashSet<>();
        for (final String name : header.subList(1, header.size())) {
            if (name.isEmpty()) {
                throw table.invalid("a column has no name; write the name of each expert above its column");
            }
        }
        for (final String name : header) {
            if (!seen.add(name)) {
                throw table.invalid("two columns are named '" + abbreviated(name) + "'; rename one of them");
            }
        }
    }

    private void readRow() {
        if (table.size() != header.size()) {
            throw table.invalid("it has " + table.size() + " columns, expected " + header.size() + ": " + someNames() + "; fix or remove the line");
        }
        if (relatives.isEmpty()) {
            beginRows();
        }
        if (hasTimes) {
            times.add(time(table.field(0).strip()));
        }
        final int first = hasTimes ? 1 : 0;
        final double[] row = new double[header.size() - first];
        for (int i = 0; i < row.length; i++) {
            row[i] = relative(i, first + i);
        }
        relatives.add(row);
    }

    /** The first row shows whether the first column holds times. */
    private void beginRows() {
        final String first = table.field(0).strip();
        form = BarTime.isDigits(first) && !isTimeColumn() ? null : BarTime.of(first);
        hasTimes = form != null || isTimeColumn();
        if (names().isEmpty()) {
            throw table.invalid("column '" + header.getFirst() + "' holds times, and there is no other; give a column for each expert");
        }
        latest = new double[names().size()];
        Arrays.fill(latest, 1);
        wealth = latest.clone();
    }

    private boolean isTimeColumn() {
        return TIME_COLUMNS.contains(header.getFirst().toLowerCase(Locale.ROOT));
    }

    /** Rows in the wrong order would give other results without any sign of it. */
    private String time(final String text) {
        if (text.isEmpty()) {
            throw bad(0, "is empty", "fix or remove the line", null);
        }
        if (form == null) {
            return text;
        }
        final long timeMs;
        try {
            timeMs = form.milliseconds(text);
        } catch (final NumberFormatException | DateTimeException e) {
            throw bad(0, "is not " + form.words(), "fix or remove the line", e);
        }
        if (timeMs <= latestMs) {
            throw bad(0, "is not after that of the row before", "give each time once, oldest first", null);
        }
        latestMs = timeMs;
        return text;
    }

    private double relative(final int expert, final int column) {
        final double value = number(column);
        final double relative = switch (kind) {
            case RETURNS -> 1 + value;
            case RELATIVES -> value;
            case PRICES -> value / latest[expert];
        };
        if (kind == Kind.RETURNS && relative <= 0) {
            throw bad(column, "is a loss of everything or more", "returns must be above -1; for other numbers give --relatives or --prices", null);
        }
        if (kind != Kind.RETURNS && value <= 0) {
            throw bad(column, "is not above 0", (kind == Kind.PRICES ? "prices" : "price relatives") + " must be above 0; for returns give neither"
                + " --relatives nor --prices", null);
        }
        if (relative <= 0 || Double.isInfinite(relative)) {
            throw bad(column, "differs too much from the row before", "fix or remove the line", null);
        }
        wealth[expert] *= relative;
        if (wealth[expert] <= 0 || Double.isInfinite(wealth[expert])) {
            throw bad(column, "takes the wealth of the expert beyond the range of numbers", kind == Kind.RETURNS
                ? "if the numbers are price relatives or prices, give --relatives or --prices" : "fix the numbers up to here", null);
        }
        latest[expert] = value;
        return relative;
    }

    private double number(final int column) {
        final String text = table.field(column).strip();
        if (!NUMBER.matcher(text).matches() || Double.isInfinite(Double.parseDouble(text))) {
            throw bad(column, text.isEmpty() ? "is empty" : "is not a number", "fix or remove the line", null);
        }
        return Double.parseDouble(text);
    }

    private List<String> names() {
        return header.subList(hasTimes ? 1 : 0, header.size());
    }

    private String someNames() {
        return header.stream().limit(MOST_NAMES).map(ReturnsFile::abbreviated).collect(Collectors.joining(",")) + (header.size() <= MOST_NAMES ? "" : ",…");
    }

    private InvalidInputException bad(final int column, final String fault, final String advice, final Exception cause) {
        return table.invalid(
            "column '" + abbreviated(header.get(column)) + "' " + fault + ": '" + abbreviated(table.field(column)) + "'; " + advice, cause);
    }

    private static String abbreviated(final String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "…";
    }
}
