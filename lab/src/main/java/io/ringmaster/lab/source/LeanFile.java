package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.units.FixedPoint;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Days of bars in the format of QuantConnect's Lean: a zip with one CSV per day, {@code <ms since midnight>,open,high,low,close,volume} without
 * a header. The file name {@code <yyyyMMdd>_<symbol>_<resolution>_<type>….csv} gives day and resolution. Midnight is UTC, as for crypto in Lean.
 * Several days are read one after the other; they must have the same symbol and resolution, oldest first.
 */
final class LeanFile implements BarRows {

    private static final Pattern NAME = Pattern.compile("(\\d{8})_([a-z0-9]+_(second|minute|hour)_(trade|quote).*\\.csv)");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final long DAY_MS = 86_400_000;
    private static final int COLUMNS = 6;

    private final String file;
    private final ZipInputStream zip;
    private CsvTable table;
    private String entryName;
    /** The part of each entry's name after the day. */
    private String kind;
    private long midnightMs = Long.MIN_VALUE;
    private long durationMs;

    private LeanFile(final String file, final ZipInputStream zip) {
        this.file = file;
        this.zip = zip;
    }

    /** Whether a zip entry with this name is a day in Lean's format. */
    static boolean isDay(final String entryName) {
        return NAME.matcher(entryName).matches();
    }

    /** @param in the zip; closed with the rows */
    static LeanFile open(final String file, final InputStream in) {
        final LeanFile days = new LeanFile(file, new ZipInputStream(in));
        if (!days.nextDay()) {
            throw new InvalidInputException(file + " is not a zip archive, or it is empty. Download it again.");
        }
        return days;
    }

    private boolean nextDay() {
        final ZipEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage() + ". Fetch it again.", e);
        }
        if (entry == null) {
            return false;
        }
        entryName = entry.getName();
        final Matcher name = NAME.matcher(entryName);
        if (!name.matches()) {
            throw new InvalidInputException(file + " holds " + entryName
                + ", expected a name such as 20161007_btcusd_minute_trade.csv that tells the day and the resolution.");
        }
        if (name.group(4).equals("quote")) {
            throw new InvalidInputException(file + " holds quotes; give the file of trades of that day.");
        }
        if (kind != null && !kind.equals(name.group(2))) {
            throw new InvalidInputException(file + " holds " + entryName + " beside days of " + kind + ". Give an archive of one symbol and resolution.");
        }
        kind = name.group(2);
        durationMs = switch (name.group(3)) {
            case "second" -> 1_000;
            case "minute" -> 60_000;
            default -> 3_600_000;
        };
        beginDay(midnight(name.group(1)));
        return true;
    }

    private void beginDay(final long newMidnightMs) {
        if (newMidnightMs <= midnightMs) {
            throw new InvalidInputException(file + " holds " + entryName + " after a later day, or that day twice. Give an archive with the oldest day first.");
        }
        midnightMs = newMidnightMs;
        // Closing a day's table must not close the archive.
        table = new CsvTable(file + " " + entryName, new FilterInputStream(zip) {
            @Override
            public void close() {
                // The archive is closed with the rows.
            }
        }, ',');
    }

    private long midnight(final String day) {
        try {
            return LocalDate.parse(day, DAY).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        } catch (final DateTimeException e) {
            throw new InvalidInputException(file + " names no day: " + day, e);
        }
    }

    @Override
    public long durationMs() {
        return durationMs;
    }

    @Override
    public boolean next(final BarRow row) {
        while (!table.next()) {
            if (!nextDay()) {
                return false;
            }
        }
        if (table.size() != COLUMNS) {
            throw table.invalid("it has " + table.size() + " columns, expected " + COLUMNS
                + ": ms since midnight,open,high,low,close,volume; fix or remove the line");
        }
        row.line = table.line();
        try {
            row.timeMs = midnightMs + timeOfDay(table.field(0));
            row.openE8 = FixedPoint.parse(table.field(1));
            row.highE8 = FixedPoint.parse(table.field(2));
            row.lowE8 = FixedPoint.parse(table.field(3));
            row.closeE8 = FixedPoint.parse(table.field(4));
            row.volumeE8 = FixedPoint.parseHalfEven(table.field(5));
        } catch (final NumberFormatException e) {
            throw table.invalid(e.getMessage() + "; fix or remove the line", e);
        }
        return true;
    }

    private long timeOfDay(final String text) {
        if (!BarTime.isDigits(text) || text.length() > 8 || Long.parseLong(text) >= DAY_MS) {
            throw table.invalid("'" + text + "' is no time of the day in milliseconds since midnight, 0 to 86399999; fix or remove the line");
        }
        if (Long.parseLong(text) % durationMs != 0) {
            throw table.invalid("'" + text + "' is no multiple of " + durationMs + " ms, the length of its bars; fix or remove the line");
        }
        return Long.parseLong(text);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
