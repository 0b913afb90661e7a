package io.ringmaster.lab.source;

import io.ringmaster.config.InvalidInputException;
import java.util.List;

/** The bars of one file in ascending time, not yet checked against each other. */
interface BarRows extends AutoCloseable {

    /**
     * Reads the next bar.
     *
     * @return false at the end; the row is then untouched
     * @throws InvalidInputException with file and line if the row is not a bar
     */
    boolean next(BarRow row);

    /** Length of a bar if the file states it, otherwise 0. Known after the first bar. */
    default long durationMs() {
        return 0;
    }

    /** A note for the user about how the file was read. */
    default List<String> notes() {
        return List.of();
    }

    @Override
    void close();
}
