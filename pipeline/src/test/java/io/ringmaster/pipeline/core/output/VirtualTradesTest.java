package io.ringmaster.pipeline.core.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringmaster.pipeline.core.account.AccountTrade;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VirtualTradeDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class VirtualTradesTest {

    @Test
    void shouldEncodeEveryField() {
        final AccountTrade trade = new AccountTrade();
        trade.strategyIndex = 1;
        trade.instrumentId = 2;
        trade.side = Side.SELL;
        trade.qtyE8 = 3;
        trade.priceE8 = 4;
        trade.feeE8 = 5;
        trade.positionE8 = -6;
        trade.cashE8 = 7;
        trade.feesE8 = 8;
        trade.fundingE8 = -9;
        trade.fundingIndexE8 = 10;
        trade.trades = 11;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final VirtualTrades trades = new VirtualTrades(buffer);
        trades.begin(12, 13);

        assertEquals(MessageHeaderDecoder.ENCODED_LENGTH + VirtualTradeDecoder.BLOCK_LENGTH, trades.encode(trade));

        final VirtualTradeDecoder read = new VirtualTradeDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals("1 2 SELL 3 4 5 -6 7 8 -9 10 11 12 13", read.strategyIndex() + " " + read.instrumentId() + " " + read.side() + " " + read.qtyE8()
            + " " + read.priceE8() + " " + read.feeE8() + " " + read.positionQtyE8() + " " + read.cashE8() + " " + read.feesE8() + " "
            + read.fundingE8() + " " + read.fundingIndexE8() + " " + read.trades() + " " + read.causeSequence() + " " + read.timeNs());
    }
}
