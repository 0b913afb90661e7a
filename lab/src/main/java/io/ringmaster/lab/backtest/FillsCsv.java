package io.ringmaster.lab.backtest;

import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.schema.Side;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code fills.csv}: one row per fill, in order. {@code signal_time_ms} is the time of the decision that the order carries out; it is empty for
 * an exit without a decision. The two sequences give the order if times are equal.
 */
final class FillsCsv implements AutoCloseable {

    private static final long NS_PER_MS = 1_000_000;

    private final CsvFile csv;
    private final List<String> symbols;

    /** @param symbols by instrument id */
    FillsCsv(final Path file, final List<String> symbols) {
        this.symbols = symbols;
        csv = new CsvFile(file,
            "time_ms,side,quantity,price,fee,order,purpose,reason,signal_time_ms,stop,symbol,strategy,liquidity,position,sequence,signal_sequence");
    }

    void write(final Fill fill) {
        final OrderOrigin origin = fill.order().origin();
        csv.put(fill.timeNs() / NS_PER_MS).put(fill.side() == Side.BUY ? "buy" : "sell").putE8(fill.qtyE8()).putE8(fill.priceE8()).putE8(fill.feeE8())
            .put(fill.order().clientOrderId()).put(origin.purpose()).put(origin.reason());
        putUnlessZero(origin.decisionTimeNs() / NS_PER_MS);
        if (origin.stopPriceE8() == 0) {
            csv.putNothing();
        } else {
            csv.putE8(origin.stopPriceE8());
        }
        csv.put(symbols.get(fill.instrumentId())).put(origin.strategy()).put(fill.execution().liquidity().name().toLowerCase(java.util.Locale.ROOT))
            .putE8(fill.positionE8()).put(fill.sequence());
        putUnlessZero(origin.decisionSequence());
        csv.endRow();
    }

    private void putUnlessZero(final long value) {
        if (value == 0) {
            csv.putNothing();
        } else {
            csv.put(value);
        }
    }

    @Override
    public void close() {
        csv.close();
    }
}
