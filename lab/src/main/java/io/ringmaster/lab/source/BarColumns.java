package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The indexes of the columns of a CSV file, from 0.
 *
 * @param names     names of the columns for messages; each row must have as many
 * @param volume    -1 if there is none; volumes are then 0
 * @param symbol    -1: there is none
 * @param closeTime last moment of the bar; -1: there is none
 */
record BarColumns(List<String> names, int time, Prices prices, int volume, int symbol, int closeTime) {

    /** Which columns hold the prices. */
    record Prices(int open, int high, int low, int close) {
    }

    static final String HEADER = "time_ms,open,high,low,close,volume";

    private static final String OPTION = "--columns time=…,open=…,high=…,low=…,close=…,volume=…";
    private static final List<String> KEYS = List.of("time", "open", "high", "low", "close", "volume", "symbol");
    private static final String NONE = "none";

    /** The columns {@code time,open,high,low,close,volume} come first. */
    static BarColumns inOrder(final List<String> names) {
        return new BarColumns(names, 0, new Prices(1, 2, 3, 4), 5, -1, -1);
    }

    /** Columns that a user gave by name or by number from 1. */
    static final class Given {

        private final Map<String, String> columns;

        /**
         * @param columns column by time, open, high, low, close, volume and optionally symbol; may be empty
         * @throws InvalidInputException if one is missing or unknown
         */
        Given(final Map<String, String> columns) {
            this.columns = new TreeMap<>(columns);
            for (final String key : columns.keySet()) {
                if (!KEYS.contains(key)) {
                    throw new InvalidInputException("--columns: there is no '" + key + "'. Give " + OPTION + ".");
                }
            }
            for (final String key : KEYS.subList(0, 6)) {
                if (!columns.isEmpty() && !columns.containsKey(key)) {
                    throw new InvalidInputException("--columns: '" + key + "' is missing. Give " + OPTION
                        + (key.equals("volume") ? "; volume=none if the file has none." : "."));
                }
            }
        }

        boolean isEmpty() {
            return columns.isEmpty();
        }

        /** Whether all are numbers, so that the file may have no header. */
        boolean areNumbers() {
            return columns.entrySet().stream().allMatch(column -> BarTime.isDigits(column.getValue()) || isNone(column.getKey(), column.getValue()));
        }

        /** @throws InvalidInputException if the first row has no such column, or it has two */
        BarColumns in(final CsvTable table, final boolean hasHeader) {
            final List<String> names = hasHeader ? table.fields().stream().map(String::strip).toList() : numbers(table.size());
            return new BarColumns(
                names, find(table, names, "time"),
                new Prices(
                    find(table, names, "open"), find(table, names, "high"), find(table, names, "low"), find(table, names, "close")),
                find(table, names, "volume"), columns.containsKey("symbol") ? find(table, names, "symbol") : -1, -1);
        }

        private int find(final CsvTable table, final List<String> names, final String key) {
            final String wanted = columns.get(key);
            if (isNone(key, wanted)) {
                return -1;
            }
            final int named = names.indexOf(wanted);
            final int found = named < 0 && wanted.matches("[0-9]{1,4}") ? Integer.parseInt(wanted) - 1 : named;
            if (found < 0 || found >= names.size()) {
                throw table.invalid("--columns " + key + "=" + wanted + ": there is no such column. It has " + String.join(",", table.fields()));
            }
            if (named >= 0 && names.lastIndexOf(wanted) != named) {
                throw table.invalid("--columns " + key + "=" + wanted + ": there are two of that name. Give its number, from 1");
            }
            return found;
        }

        private static boolean isNone(final String key, final String value) {
            return key.equals("volume") && value.equals(NONE);
        }

        private static List<String> numbers(final int count) {
            return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
        }
    }
}
