package io.ringmaster.pipeline.core.account;

import io.ringmaster.schema.Side;
import io.ringmaster.schema.VirtualTradesEncoder.AccountsEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Some trades of virtual accounts on one instrument with one event, in the order they were made; {@link AccountTrades} chains as many blocks as it needs.
 * Used again and again. Each trade, with the account as it is afterwards, is written once, in the bytes of the record {@code VirtualTrades}, because
 * thousands of accounts may trade with one event.
 */
public final class TradeBlock {

    /** A message of 256 trades takes whole blocks. */
    static final int SIZE = 32;

    private static final int ROW_BYTES = AccountsEncoder.sbeBlockLength();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rows = new byte[SIZE * ROW_BYTES];
    private int count;
    private int sales;
    private int instrumentId;
    private long fundingIndexE8;
    private long sellPriceE8;
    private long buyPriceE8;
    /** The block with the next trades; null if there are none. */
    TradeBlock next;

    /** Empties the block for trades at these prices. */
    void begin(final int instrument, final long fundingIndex, final long sellPrice, final long buyPrice) {
        count = 0;
        sales = 0;
        instrumentId = instrument;
        fundingIndexE8 = fundingIndex;
        sellPriceE8 = sellPrice;
        buyPriceE8 = buyPrice;
    }

    boolean isFull() {
        return count == SIZE;
    }

    /**
     * Adds a trade.
     *
     * @param accounts values of the accounts, see {@link VirtualAccounts}
     * @param account  where those of this account begin, as they are after the trade
     */
    void add(final int strategyIndex, final boolean isSale, final long[] accounts, final int account) {
        final int row = ROW_BYTES * count++;
        INT.set(rows, row + AccountsEncoder.strategyIndexEncodingOffset(), strategyIndex);
        INT.set(rows, row + AccountsEncoder.tradesEncodingOffset(), (int) accounts[account + VirtualAccounts.TRADES]);
        LONG.set(rows, row + AccountsEncoder.positionQtyE8EncodingOffset(), accounts[account + VirtualAccounts.POSITION]);
        LONG.set(rows, row + AccountsEncoder.cashE8EncodingOffset(), accounts[account + VirtualAccounts.CASH]);
        LONG.set(rows, row + AccountsEncoder.feesE8EncodingOffset(), accounts[account + VirtualAccounts.FEES]);
        LONG.set(rows, row + AccountsEncoder.fundingE8EncodingOffset(), accounts[account + VirtualAccounts.FUNDING]);
        // Which accounts buy cannot be predicted, so this does not branch.
        final int sale = isSale ? 1 : 0;
        sales += sale;
        rows[row + AccountsEncoder.sideEncodingOffset()] = (byte) (Side.BUY.value() + sale * (Side.SELL.value() - Side.BUY.value()));
    }

    /**
     * Copies the trades as they are recorded.
     *
     * @return how many bytes they take
     */
    public int copyTo(final MutableDirectBuffer buffer, final int offset) {
        buffer.putBytes(offset, rows, 0, ROW_BYTES * count);
        return ROW_BYTES * count;
    }

    /** Whether one record can have the trades of both. */
    public boolean isLike(final TradeBlock other) {
        return instrumentId == other.instrumentId && sellPriceE8 == other.sellPriceE8 && buyPriceE8 == other.buyPriceE8;
    }

    /** Trades in it; at least one. */
    public int count() {
        return count;
    }

    /** Those of them that sell. */
    public int sales() {
        return sales;
    }

    public int instrumentId() {
        return instrumentId;
    }

    /** Funding of the instrument so far, summed up. */
    public long fundingIndexE8() {
        return fundingIndexE8;
    }

    public long sellPriceE8() {
        return sellPriceE8;
    }

    public long buyPriceE8() {
        return buyPriceE8;
    }

    /** The block with the next trades; null if there are none. */
    public TradeBlock next() {
        return next;
    }
}
