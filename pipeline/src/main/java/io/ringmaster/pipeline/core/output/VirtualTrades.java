package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.core.account.AccountTrade;
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
        int count = 0;
        long sellPriceE8 = 0;
        long buyPriceE8 = 0;
        AccountTrade end = first;
        while (end != null && end.instrumentId == first.instrumentId && count < MOST) {
            sellPriceE8 = end.side == Side.SELL ? end.priceE8 : sellPriceE8;
            buyPriceE8 = end.side == Side.BUY ? end.priceE8 : buyPriceE8;
            count++;
            end = end.next;
        }
        final AccountsEncoder accounts = message.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).sellPriceE8(sellPriceE8).buyPriceE8(buyPriceE8)
            .fundingIndexE8(first.fundingIndexE8).instrumentId(first.instrumentId).accountsCount(count);
        for (AccountTrade trade = first; trade != end; trade = trade.next) {
            accounts.next().strategyIndex(trade.strategyIndex).trades(trade.trades).positionQtyE8(trade.positionE8).cashE8(trade.cashE8)
                .feesE8(trade.feesE8).fundingE8(trade.fundingE8).side(trade.side);
        }
        return end;
    }

    /** Length of the message that was written last, header and body, in bytes. */
    public int length() {
        return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    }
}
