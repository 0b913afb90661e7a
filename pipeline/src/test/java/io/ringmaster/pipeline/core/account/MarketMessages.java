package io.ringmaster.pipeline.core.account;

import io.ringmaster.pipeline.core.output.VirtualTrades;
import io.ringmaster.pipeline.market.MarketState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BarPointEncoder;
import io.ringmaster.schema.BookSnapshotEncoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateEncoder;
import io.ringmaster.schema.ImportedBarEncoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.TickerEncoder;
import io.ringmaster.schema.TradeEncoder;
import io.ringmaster.schema.VirtualTradesDecoder;
import io.ringmaster.schema.VirtualTradesDecoder.AccountsDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the messages of one market and gives them to a market state and to the feed of the accounts, as the pipeline does. */
final class MarketMessages {

    final AccountTrades trades = new AccountTrades(new AccountTrades.Store());
    final MarketView view = new MarketView();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder read = new MessageHeaderDecoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final ImportedBarEncoder bar = new ImportedBarEncoder();
    private final TickerEncoder ticker = new TickerEncoder();
    private final MarketState market;
    private final AccountFeed feed;
    private long bookSequence;

    MarketMessages(final VirtualAccounts accounts, final int instruments) {
        market = new MarketState(instruments);
        feed = new AccountFeed(accounts, instruments);
    }

    /** A trade as it is recorded. */
    record Recorded(
        int strategyIndex, int instrumentId, Side side, long priceE8, long positionE8, long cashE8, long feesE8, long fundingE8, int trades) { }

    static List<Recorded> all(final AccountTrades trades) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 14]);
        final VirtualTrades encoding = new VirtualTrades(buffer);
        final List<Recorded> all = new ArrayList<>();
        for (TradeBlock left = trades.first(); left != null;) {
            left = encoding.encode(left);
            final VirtualTradesDecoder message = new VirtualTradesDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            for (final AccountsDecoder each : message.accounts()) {
                final long priceE8 = each.side() == Side.BUY ? message.buyPriceE8() : message.sellPriceE8();
                all.add(new Recorded(
                    each.strategyIndex(), message.instrumentId(), each.side(), priceE8, each.positionQtyE8(), each.cashE8(), each.feesE8(),
                    each.fundingE8(), each.trades()));
            }
        }
        return all;
    }

    void bar(final int id, final BarPhase phase, final long openTimeNs, final long endTimeNs, final long openE8, final long closeE8) {
        bar.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(endTimeNs).openTimeNs(openTimeNs).durationNs(endTimeNs - openTimeNs)
            .openPriceE8(openE8).highPriceE8(Math.max(openE8, closeE8)).lowPriceE8(Math.min(openE8, closeE8)).closePriceE8(closeE8).volumeE8(1)
            .instrumentId(id).phase(phase);
        give(endTimeNs);
    }

    void book(final int id, final long timeNs, final long bidE8, final long askE8) {
        bookPart(id, timeNs, true, bidE8, askE8);
    }

    /** The first part of a split message, or the whole. */
    void bookPart(final int id, final long timeNs, final boolean last, final long bidE8, final long askE8) {
        snapshot.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).bookSequence(++bookSequence).instrumentId(id);
        snapshot.part().clear().first(true).last(last);
        snapshot.bidsCount(1).next().priceE8(bidE8).qtyE8(1);
        snapshot.asksCount(1).next().priceE8(askE8).qtyE8(1);
        give(timeNs);
    }

    void trade(final int id, final long timeNs, final long priceE8) {
        new TradeEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs).tradeId(0).priceE8(priceE8).qtyE8(1)
            .instrumentId(id);
        give(timeNs);
    }

    /** @param rateE8 or mark: {@link Long#MIN_VALUE} for none */
    void ticker(final int id, final long timeNs, final long markE8, final long rateE8) {
        final long none = TickerEncoder.markPriceE8NullValue();
        ticker.wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).exchangeTimeNs(timeNs)
            .bidPriceE8(none).bidQtyE8(none).askPriceE8(none).askQtyE8(none).lastPriceE8(none)
            .markPriceE8(markE8).indexPriceE8(none).fundingRateE8(rateE8).fundingRatePredictionE8(none)
            .openInterestE8(none).nextFundingTimeNs(none).instrumentId(id);
        give(timeNs);
    }

    void barPoint(final int id, final long timeNs, final long priceE8) {
        new BarPointEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).priceE8(priceE8).instrumentId(id);
        give(timeNs);
    }

    void feedDown(final int id, final long timeNs) {
        new FeedStateEncoder().wrapAndApplyHeader(buffer, 0, header).receiveTimeNs(timeNs).instrumentId(id).condition(FeedCondition.DOWN);
        give(timeNs);
    }

    private void give(final long timeNs) {
        trades.clear();
        view.instrumentId = -1;
        final int templateId = read.wrap(buffer, 0).templateId();
        market.onInput(buffer, 0, templateId, view);
        feed.onInput(buffer, templateId, timeNs, view, trades);
    }
}
