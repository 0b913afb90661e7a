package io.ringmaster.lab.backtest;

import io.ringmaster.lab.csv.CsvFile;
import java.nio.file.Path;

/** {@code steps.csv}: one row per step. */
final class StepsCsv implements StepListener, AutoCloseable {

    private static final long NS_PER_MS = 1_000_000;

    private final CsvFile csv;

    StepsCsv(final Path file) {
        csv = new CsvFile(file, "time_ms,mark,position,cash,equity,fees,funding");
    }

    @Override
    public void onStep(final Step step) {
        csv.put(step.timeNs / NS_PER_MS)
            .putE8(step.markPriceE8)
            .putE8(step.positionE8)
            .putE8(step.cashE8)
            .putE8(step.equityE8)
            .putE8(step.feesE8)
            .putE8(step.fundingE8)
            .endRow();
    }

    @Override
    public void close() {
        csv.close();
    }
}
