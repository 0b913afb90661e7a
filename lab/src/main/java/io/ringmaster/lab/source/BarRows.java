package io.ringmaster.lab.source;

import io.ringmaster.pipeline.port.InvalidInputException;

/** Bars of one file in ascending time, before they are checked against each other. */
interface BarRows extends AutoCloseable {

    /**
     * Reads the next bar.
     *
     * @return false at the end; the row is then untouched
     * @throws InvalidInputException naming file and line if it is no bar
     */
    boolean next(BarRow row);

    @Override
    void close();
}
