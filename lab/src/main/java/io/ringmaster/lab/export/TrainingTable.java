package io.ringmaster.lab.export;

import io.ringmaster.lab.parquet.ParquetColumn;
import io.ringmaster.lab.parquet.ParquetColumn.Kind;
import io.ringmaster.lab.parquet.ParquetFile;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of a file of training rows. */
final class TrainingTable {

    private final ParquetFile file;
    private final ParquetColumn sequence;
    private final ParquetColumn time;
    private final List<ParquetColumn> seen;
    private final List<ParquetColumn> said;
    private final ParquetColumn exposure;
    private final ParquetColumn signal;
    private final ParquetColumn reason;
    private final ParquetColumn mark;
    private final ParquetColumn equity;
    private final ParquetColumn reward;
    private final ParquetColumn done;

    /**
     * Adds the columns.
     *
     * @param outputs numbers that the models say for a decision
     */
    TrainingTable(final ParquetFile file, final List<String> features, final int outputs) {
        this.file = file;
        sequence = file.column("sequence", Kind.INTEGER);
        time = file.column("time", Kind.NANOSECONDS);
        seen = features.stream().map(name -> file.column("obs." + name, Kind.FLOAT)).toList();
        said = IntStream.range(0, outputs).mapToObj(i -> file.column("action." + i, Kind.FLOAT)).toList();
        exposure = file.column("target_exposure", Kind.DOUBLE);
        signal = file.column("signal", Kind.TEXT);
        reason = file.column("reason", Kind.TEXT);
        mark = file.column("mark", Kind.DOUBLE);
        equity = file.column("equity", Kind.DOUBLE);
        reward = file.column("reward", Kind.DOUBLE);
        done = file.column("done", Kind.BOOLEAN);
    }

    void write(final DecisionRow row, final double earned, final boolean isLast) {
        sequence.put(row.cause);
        time.put(row.timeNs);
        put(seen, row.seen);
        put(said, row.said);
        exposure.put(row.exposure);
        signal.put(row.signal);
        reason.put(row.reason);
        mark.put(FixedPoint.toDouble(row.markE8));
        equity.put(FixedPoint.toDouble(row.equityE8));
        reward.put(earned);
        done.put(isLast);
        file.endRow();
    }

    private static void put(final List<ParquetColumn> columns, final float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            columns.get(i).put(numbers[i]);
        }
    }
}
