package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.core.account.TradeBlock;
import io.ringmaster.schema.GroupSizeEncodingEncoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.VirtualTradesEncoder;
import io.ringmaster.schema.VirtualTradesEncoder.AccountsEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The encoding of the trades of virtual accounts: as many as fit into one message, which has at most about 11,000 bytes. All trades of one message have
 * the same instrument and the same two prices.
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
     * @return the first block that is not in the message; null if there is none
     */
    public TradeBlock encode(final TradeBlock first) {
        message.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs).fundingIndexE8(first.fundingIndexE8()).instrumentId(first.instrumentId());
        final int accountsFrom = message.limit();
        int at = accountsFrom + AccountsEncoder.sbeHeaderSize();
        int count = 0;
        int sales = 0;
        TradeBlock block = first;
        while (block != null && block.isLike(first) && count + block.count() <= MOST) {
            at += block.copyTo(buffer, at);
            count += block.count();
            sales += block.sales();
            block = block.next();
        }
        message.sellPriceE8(sales > 0 ? first.sellPriceE8() : 0).buyPriceE8(sales < count ? first.buyPriceE8() : 0).accountsCount(0);
        accountsSize.wrap(buffer, accountsFrom).numInGroup(count);
        message.limit(at);
        return block;
    }

    /** Length of the message that was written last, header and body, in bytes. */
    public int length() {
        return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    }
}
