package io.ringmaster.pipeline.core.output;

import io.ringmaster.pipeline.core.account.AccountTrade;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.VirtualTradeEncoder;
import org.agrona.MutableDirectBuffer;

/** The encoding of the trades of virtual accounts. */
public final class VirtualTrades {

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final VirtualTradeEncoder message = new VirtualTradeEncoder();
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

    /** Writes one message and returns its length in bytes. */
    public int encode(final AccountTrade trade) {
        message.wrapAndApplyHeader(buffer, 0, header)
            .causeSequence(causeSequence).timeNs(timeNs)
            .qtyE8(trade.qtyE8).priceE8(trade.priceE8).feeE8(trade.feeE8)
            .positionQtyE8(trade.positionE8).cashE8(trade.cashE8).feesE8(trade.feesE8).fundingE8(trade.fundingE8)
            .fundingIndexE8(trade.fundingIndexE8)
            .strategyIndex(trade.strategyIndex).instrumentId(trade.instrumentId).trades(trade.trades).side(trade.side);
        return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    }
}
