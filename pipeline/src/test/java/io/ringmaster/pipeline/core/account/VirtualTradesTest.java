package io.ringmaster.pipeline.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ringmaster.pipeline.core.output.VirtualTrades;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.VirtualTradesDecoder.AccountsDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class VirtualTradesTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16_384]);
    private final VirtualTrades encoding = new VirtualTrades(buffer);

    @Test
    void shouldEncodeEveryField() {
        final TradeBlock block = block(2, 4, 5);
        block.add(1, true, account(-6, 7, 8, -9, 11), 0);
        block.add(14, false, account(0, 0, 0, 0, 0), 0);
        encoding.begin(12, 13);

        assertNull(encoding.encode(block));

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
        assertEquals(encoding.length(), read.limit());
    }

    @Test
    void shouldNameOnlyThePricesThatWereTradedAt() {
        final TradeBlock sells = block(2, 4, 5);
        sells.add(1, true, account(0, 0, 0, 0, 1), 0);
        encoding.encode(sells);
        assertEquals("4 0", read().sellPriceE8() + " " + read().buyPriceE8());

        final TradeBlock buys = block(2, 4, 5);
        buys.add(1, false, account(0, 0, 0, 0, 1), 0);
        encoding.encode(buys);
        assertEquals("0 5", read().sellPriceE8() + " " + read().buyPriceE8());
    }

    /** 600 trades are three messages of at most 16 KB; another instrument begins one of its own, and so do other prices. */
    @Test
    void shouldSplitLongListsAndInstruments() {
        final AccountTrades trades = new AccountTrades(new AccountTrades.Store(0));
        TradeBlock block = null;
        for (int i = 0; i < 600; i++) {
            if (block == null || block.isFull()) {
                block = trades.add();
                block.begin(2, 10, 1, 1);
            }
            block.add(i, false, account(0, 0, 0, 0, 1), 0);
        }
        final TradeBlock another = trades.add();
        another.begin(3, 10, 1, 1);
        another.add(600, false, account(0, 0, 0, 0, 1), 0);
        final TradeBlock dearer = trades.add();
        dearer.begin(3, 10, 1, 2);
        dearer.add(601, false, account(0, 0, 0, 0, 1), 0);
        encoding.begin(1, 1);
        TradeBlock left = trades.first();
        int next = 0;
        for (final int expected : new int[] {256, 256, 88, 1, 1}) {
            left = encoding.encode(left);
            final AccountsDecoder accounts = read().accounts();
            assertEquals(expected, accounts.count());
            for (int i = 0; i < expected; i++) {
                assertEquals(next++, accounts.next().strategyIndex());
            }
            if (next == 600) {
                assertSame(another, left);
            }
        }
        assertNull(left);
    }

    private static TradeBlock block(final int instrumentId, final long sellPriceE8, final long buyPriceE8) {
        final TradeBlock block = new TradeBlock();
        block.begin(instrumentId, 10, sellPriceE8, buyPriceE8);
        return block;
    }

    /** The values of an account where its number is 0. */
    private static long[] account(final long positionE8, final long cashE8, final long feesE8, final long fundingE8, final long trades) {
        final long[] account = new long[8];
        account[VirtualAccounts.POSITION] = positionE8;
        account[VirtualAccounts.CASH] = cashE8;
        account[VirtualAccounts.FEES] = feesE8;
        account[VirtualAccounts.FUNDING] = fundingE8;
        account[VirtualAccounts.TRADES] = trades;
        return account;
    }

    private VirtualTradesDecoder read() {
        return new VirtualTradesDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
    }
}
