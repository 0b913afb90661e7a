package io.ringmaster.lab.backtest;

import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import java.nio.file.Path;
import java.util.List;

/** {@code trades.csv}: a row a round trip; one that is still open at the end has no exit, and only what it cost so far. */
final class TradesCsv implements AutoCloseable {

    private static final long NS_PER_MS = 1_000_000;

    private final CsvFile csv;
    private final List<String> symbols;

    /** @param symbols by instrument id */
    TradesCsv(final Path file, final List<String> symbols) {
        this.symbols = symbols;
        csv = new CsvFile(file,
            "trade,symbol,side,status,entry_time_ms,exit_time_ms,qty,entry_price,exit_price,entry_notional,exit_notional,gross_pnl,fees,"
                + "funding,net_pnl,fills");
    }

    void write(final Trade trade) {
        csv.put(trade.number())
            .put(symbols.get(trade.instrumentId()))
            .put(trade.side() == Side.BUY ? "long" : "short")
            .put(trade.isClosed() ? "closed" : "open")
            .put(trade.entryTimeNs() / NS_PER_MS);
        putIfClosed(trade, trade.exitTimeNs() / NS_PER_MS);
        csv.putE8(trade.qtyE8()).putE8(FixedPoint.divideHalfEven(trade.entryE8(), trade.qtyE8()));
        putE8IfClosed(trade, trade.isClosed() ? FixedPoint.divideHalfEven(trade.exitE8(), trade.qtyE8()) : 0);
        csv.putE8(trade.entryE8()).putE8(trade.exitE8());
        putE8IfClosed(trade, trade.isClosed() ? trade.grossPnlE8() : 0);
        csv.putE8(trade.feesE8()).putE8(trade.fundingE8());
        putE8IfClosed(trade, trade.isClosed() ? trade.netPnlE8() : 0);
        csv.put(trade.fills()).endRow();
    }

    private void putIfClosed(final Trade trade, final long value) {
        if (trade.isClosed()) {
            csv.put(value);
        } else {
            csv.put("");
        }
    }

    private void putE8IfClosed(final Trade trade, final long valueE8) {
        if (trade.isClosed()) {
            csv.putE8(valueE8);
        } else {
            csv.put("");
        }
    }

    @Override
    public void close() {
        csv.close();
    }
}
