package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import java.util.List;

/** Bars of one file in ascending time, before they are checked against each other. */
interface BarRows extends AutoCloseable {

    /**
     * Reads the next bar.
     *
     * @return false at the end; the row is then untouched
     * @throws InvalidInputException naming file and line if it is no bar
     */
    boolean next(BarRow row);

    /** Length of a bar as the file itself states it; 0 if it does not. Known after the first bar. */
    default long durationMs() {
        return 0;
    }

    /** What a person should know of how the file was read. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    void close();
}
