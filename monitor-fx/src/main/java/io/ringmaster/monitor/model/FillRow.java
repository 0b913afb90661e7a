package io.ringmaster.monitor.model;

import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.Side;

/**
 * A fill. It counts once, however often the venue reports it.
 *
 * @param clientOrderId 0 for a fill of an order that is not ours, such as a liquidation
 */
public record FillRow(long sequence, long timeNs, int instrument, long clientOrderId, Execution execution) {

    /**
     * What was filled.
     *
     * @param feeE8 positive is paid
     */
    public record Execution(Side side, long qtyE8, long priceE8, long feeE8, Liquidity liquidity) {
    }

    public Side side() {
        return execution.side();
    }

    public long qtyE8() {
        return execution.qtyE8();
    }

    public long priceE8() {
        return execution.priceE8();
    }

    public long feeE8() {
        return execution.feeE8();
    }

    public Liquidity liquidity() {
        return execution.liquidity();
    }


    static final int WIDTH = 7;
    static final int ORDER = 3;
    static final int QTY = 4;
    static final int PRICE = 5;
    static final int FEE = 6;

    static int write(final LongTable table, final long sequence, final ExecutionReportDecoder message) {
        final int row = table.add(sequence, message.receiveTimeNs());
        table.set(row, 2, Codes.pack(message.instrumentId(), message.sideRaw(), message.liquidityRaw(), 0));
        table.set(row, ORDER, message.clientOrderId());
        table.set(row, QTY, message.lastQtyE8());
        table.set(row, PRICE, message.lastPriceE8());
        table.set(row, FEE, message.feeE8());
        return row;
    }

    static FillRow read(final LongTable table, final int row) {
        final long codes = table.get(row, 2);
        return new FillRow(
            table.get(row, LongTable.SEQUENCE), table.get(row, LongTable.TIME), Codes.instrument(codes), table.get(row, ORDER),
            new Execution(
                Side.get(Codes.first(codes)), table.get(row, QTY), table.get(row, PRICE), table.get(row, FEE),
                Liquidity.get(Codes.second(codes))));
    }
}
