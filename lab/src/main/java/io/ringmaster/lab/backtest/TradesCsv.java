package io.ringmaster.lab.backtest;

import io.ringmaster.lab.csv.CsvFile;
import io.ringmaster.schema.Side;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code trades.csv}: one row per round trip. An open one has no exit and only its costs so far. {@code entry_price} is the price paid at {@code
 * entry_time_ms}; {@code average_entry_price} includes later fills that enlarged the position; the same applies to exits.
 */
final class TradesCsv implements AutoCloseable {

    private static final long NS_PER_MS = 1_000_000;

    private final CsvFile csv;
    private final List<String> symbols;

    /** @param symbols by instrument id */
    TradesCsv(final Path file, final List<String> symbols) {
        this.symbols = symbols;
        csv = new CsvFile(file,
            "trade,symbol,side,status,entry_time_ms,exit_time_ms,qty,entry_price,exit_price,entry_notional,exit_notional,gross_pnl,fees,"
                + "funding,net_pnl,fills,entry_reason,exit_reason,strategy,average_entry_price,average_exit_price");
    }

    void write(final Trade trade) {
        csv.put(trade.number())
            .put(symbols.get(trade.instrumentId()))
            .put(trade.side() == Side.BUY ? "long" : "short")
            .put(trade.isClosed() ? "closed" : "open")
            .put(trade.entry().timeNs() / NS_PER_MS);
        if (trade.isClosed()) {
            csv.put(trade.exit().timeNs() / NS_PER_MS);
        } else {
            csv.putNothing();
        }
        csv.putE8(trade.entry().qtyE8()).putE8(trade.entry().priceE8());
        putE8IfClosed(trade, trade.exit().priceE8());
        csv.putE8(trade.entry().notionalE8()).putE8(trade.exit().notionalE8());
        putE8IfClosed(trade, trade.isClosed() ? trade.grossPnlE8() : 0);
        csv.putE8(trade.costs().feesE8()).putE8(trade.costs().fundingE8());
        putE8IfClosed(trade, trade.isClosed() ? trade.netPnlE8() : 0);
        csv.put(trade.costs().fills()).put(trade.entry().reason()).put(trade.exit().reason()).put(trade.strategy()).putE8(trade.averageEntryE8());
        putE8IfClosed(trade, trade.averageExitE8());
        csv.endRow();
    }

    private void putE8IfClosed(final Trade trade, final long valueE8) {
        if (trade.isClosed()) {
            csv.putE8(valueE8);
        } else {
            csv.putNothing();
        }
    }

    @Override
    public void close() {
        csv.close();
    }
}
