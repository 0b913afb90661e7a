package io.ringmaster.cli.command;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The {@code --columns} of every command that reads bars. */
final class ColumnsOption {

    @Option(names = "--columns", split = ",", paramLabel = "WHAT=COLUMN",
        description = "columns of any CSV file of bars: time=…,open=…,high=…,low=…,close=…,volume=… with the names of the columns, or their"
            + " numbers from 1; times are UTC seconds, milliseconds, microseconds, nanoseconds or ISO dates; volume=none if there is none")
    private Map<String, String> columns = new TreeMap<>();

    /** Columns that were given before. */
    static ColumnsOption of(final Map<String, String> given) {
        final ColumnsOption option = new ColumnsOption();
        option.columns.putAll(given);
        return option;
    }

    /** The given columns by their content; empty if you give none. */
    Map<String, String> given() {
        return columns;
    }
}
