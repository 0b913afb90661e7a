package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.core.account.AccountTrade;
import io.ringmaster.schema.GroupSizeEncodingEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VirtualTradesEncoder;
import io.ringmaster.schema.VirtualTradesEncoder.AccountsEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The encoding of the trades of virtual accounts: as many as fit into one message, which has at most about 11,000 bytes. All trades of one event on one
 * instrument have the same two prices.
 */
public final class VirtualTrades {

    private static final int MOST = 256;

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final VirtualTradesEncoder message = new VirtualTradesEncoder();
    private final GroupSizeEncodingEncoder accountsSize = new GroupSizeEncodingEncoder();
    private long causeSequence;
    private long timeNs;

    /** @param buffer messages are written to its beginning */
    public VirtualTrades(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Every trade from here on was caused by this input. */
    public void begin(final long sequence, final long eventTimeNs) {
        causeSequence = sequence;
        timeNs = eventTimeNs;
    }

    /**
     * Writes one message with the first trades of a chain; {@link #length} is its length.
     *
     * @return the first trade that is not in the message; null if there is none
     */
    public AccountTrade encode(final AccountTrade first) {
        message.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).fundingIndexE8(first.fundingIndexE8).instrumentId(first.instrumentId);
        final int accountsFrom = message.limit();
        int at = accountsFrom + AccountsEncoder.sbeHeaderSize();
        int count = 0;
        long sellPriceE8 = 0;
        long buyPriceE8 = 0;
        AccountTrade trade = first;
        while (trade != null && trade.instrumentId == first.instrumentId && count < MOST) {
            sellPriceE8 = trade.side == Side.SELL ? trade.priceE8 : sellPriceE8;
            buyPriceE8 = trade.side == Side.BUY ? trade.priceE8 : buyPriceE8;
            put(trade, at);
            at += AccountsEncoder.sbeBlockLength();
            count++;
            trade = trade.next;
        }
        message.sellPriceE8(sellPriceE8).buyPriceE8(buyPriceE8).accountsCount(0);
        accountsSize.wrap(buffer, accountsFrom).numInGroup(count);
        message.limit(at);
        return trade;
    }

    /** The generated encoder keeps count and limit for each element, which costs as much as its fields. */
    private void put(final AccountTrade trade, final int at) {
        buffer.putInt(at + AccountsEncoder.strategyIndexEncodingOffset(), trade.strategyIndex, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putInt(at + AccountsEncoder.tradesEncodingOffset(), trade.trades, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putLong(at + AccountsEncoder.positionQtyE8EncodingOffset(), trade.positionE8, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putLong(at + AccountsEncoder.cashE8EncodingOffset(), trade.cashE8, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putLong(at + AccountsEncoder.feesE8EncodingOffset(), trade.feesE8, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putLong(at + AccountsEncoder.fundingE8EncodingOffset(), trade.fundingE8, VirtualTradesEncoder.BYTE_ORDER);
        buffer.putByte(at + AccountsEncoder.sideEncodingOffset(), (byte) trade.side.value());
    }

    /** Length of the message that was written last, header and body, in bytes. */
    public int length() {
        return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    }
}
