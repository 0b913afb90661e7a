package io.ringmaster.pipeline.core.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ringmaster.pipeline.core.account.AccountTrade;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.VirtualTradesDecoder.AccountsDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class VirtualTradesTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
    private final VirtualTrades trades = new VirtualTrades(buffer);

    @Test
    void shouldEncodeEveryField() {
        final AccountTrade sells = trade(1, Side.SELL, 4);
        sells.positionE8 = -6;
        sells.cashE8 = 7;
        sells.feesE8 = 8;
        sells.fundingE8 = -9;
        sells.fundingIndexE8 = 10;
        sells.trades = 11;
        sells.next = trade(14, Side.BUY, 5);
        trades.begin(12, 13);

        assertNull(trades.encode(sells));

        final VirtualTradesDecoder read = read();
        assertEquals("12 13 4 5 10 2", read.causeSequence() + " " + read.timeNs() + " " + read.sellPriceE8() + " " + read.buyPriceE8() + " "
            + read.fundingIndexE8() + " " + read.instrumentId());
        final AccountsDecoder accounts = read.accounts();
        assertEquals(2, accounts.count());
        accounts.next();
        assertEquals("1 11 -6 7 8 -9 SELL", accounts.strategyIndex() + " " + accounts.trades() + " " + accounts.positionQtyE8() + " " + accounts.cashE8()
            + " " + accounts.feesE8() + " " + accounts.fundingE8() + " " + accounts.side());
        accounts.next();
        assertEquals("14 BUY", accounts.strategyIndex() + " " + accounts.side());
        assertEquals(trades.length(), read.limit());
    }

    /** 600 trades are three messages of at most 16 KB; another instrument begins one of its own. */
    @Test
    void shouldSplitLongListsAndInstruments() {
        final AccountTrade first = trade(0, Side.BUY, 1);
        AccountTrade last = first;
        for (int i = 1; i < 600; i++) {
            last.next = trade(i, Side.BUY, 1);
            last = last.next;
        }
        last.next = trade(600, Side.BUY, 1);
        last.next.instrumentId = 3;
        trades.begin(1, 1);
        AccountTrade left = first;
        int next = 0;
        for (final int expected : new int[] {256, 256, 88, 1}) {
            left = trades.encode(left);
            final AccountsDecoder accounts = read().accounts();
            assertEquals(expected, accounts.count());
            assertEquals(next, accounts.next().strategyIndex());
            next += expected;
            if (next == 600) {
                assertSame(last.next, left);
            }
        }
        assertNull(left);
    }

    private static AccountTrade trade(final int strategyIndex, final Side side, final long priceE8) {
        final AccountTrade trade = new AccountTrade();
        trade.strategyIndex = strategyIndex;
        trade.instrumentId = 2;
        trade.side = side;
        trade.priceE8 = priceE8;
        return trade;
    }

    private VirtualTradesDecoder read() {
        return new VirtualTradesDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }
}
