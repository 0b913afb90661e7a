package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.InvalidInputException;
import io.ringmaster.units.FixedPoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A day of bars as QuantConnect's Lean keeps it: a zip with one CSV {@code <ms since midnight>,open,high,low,close,volume} without a
 * header, its name {@code <yyyyMMdd>_<symbol>_<resolution>_<type>….csv} telling day and resolution. Midnight is UTC's, as it is for
 * crypto in Lean.
 */
final class LeanFile implements BarRows {

    private static final Pattern NAME = Pattern.compile("(\\d{8})_[a-z0-9]+_(second|minute|hour)_(trade|quote).*\\.csv");
    private static final long MS_TO_NS = 1_000_000;
    private static final int COLUMNS = 6;

    private final Lines lines;
    private final long midnightMs;
    private final long durationNs;

    private LeanFile(final Lines lines, final long midnightMs, final long durationNs) {
        this.lines = lines;
        this.midnightMs = midnightMs;
        this.durationNs = durationNs;
    }

    /** @param in the zip; closed with the rows */
    static LeanFile open(final String file, final InputStream in) {
        try {
            final ZipInputStream zip = new ZipInputStream(in);
            final ZipEntry entry = zip.getNextEntry();
            if (entry == null) {
                throw new InvalidInputException(file + " is no zip archive, or an empty one. Fetch it again.");
            }
            final Matcher name = NAME.matcher(entry.getName());
            if (!name.matches()) {
                throw new InvalidInputException(file + " holds " + entry.getName()
                    + ", expected a name such as 20161007_btcusd_minute_trade.csv that tells the day and the resolution.");
            }
            if (name.group(3).equals("quote")) {
                throw new InvalidInputException(file + " holds quotes; give the file of trades of that day.");
            }
            final long durationNs = switch (name.group(2)) {
                case "second" -> 1_000 * MS_TO_NS;
                case "minute" -> 60_000 * MS_TO_NS;
                default -> 3_600_000 * MS_TO_NS;
            };
            return new LeanFile(new Lines(file, zip), midnight(file, name.group(1)), durationNs);
        } catch (final IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + e.getMessage() + ". Fetch it again.", e);
        }
    }

    private static long midnight(final String file, final String day) {
        try {
            return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        } catch (final DateTimeException e) {
            throw new InvalidInputException(file + " names no day: " + day, e);
        }
    }

    /** Length of its bars. */
    long durationNs() {
        return durationNs;
    }

    @Override
    public boolean next(final BarRow row) {
        if (!lines.next()) {
            return false;
        }
        final String[] fields = lines.text().split(",", -1);
        if (fields.length != COLUMNS) {
            throw lines.invalid("it has " + fields.length + " columns, expected " + COLUMNS
                + ": ms since midnight,open,high,low,close,volume; fix or remove the line");
        }
        row.line = lines.number();
        try {
            row.timeMs = midnightMs + Long.parseLong(fields[0]);
            row.openE8 = FixedPoint.parse(fields[1]);
            row.highE8 = FixedPoint.parse(fields[2]);
            row.lowE8 = FixedPoint.parse(fields[3]);
            row.closeE8 = FixedPoint.parse(fields[4]);
            row.volumeE8 = FixedPoint.parseHalfEven(fields[5]);
        } catch (final NumberFormatException e) {
            throw lines.invalid(e.getMessage() + "; fix or remove the line", e);
        }
        return true;
    }

    @Override
    public void close() {
        lines.close();
    }
}
