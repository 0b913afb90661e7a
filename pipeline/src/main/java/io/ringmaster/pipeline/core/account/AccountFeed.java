package io.ringmaster.pipeline.core.account;

import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.BarPhase;
import io.ringmaster.schema.BookDeltaDecoder;
import io.ringmaster.schema.BookSnapshotDecoder;
import io.ringmaster.schema.FeedCondition;
import io.ringmaster.schema.FeedStateDecoder;
import io.ringmaster.schema.ImportedBarDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.TickerDecoder;
import io.ringmaster.schema.TradeDecoder;
import org.agrona.DirectBuffer;

/**
 * Gives the market to the virtual accounts. An event first brings the funding that was due before it, then its price, which fills what earlier events
 * left pending. Its own signals come after that, so that no account trades at a price that its strategy has seen.
 *
 * <pre>
 *   a book           the touch, if the book may be read
 *   a trade          its price with slippage, if there never was a book
 *   a bar of history its open with slippage; funding that is due inside the bar follows at the open, and the mark becomes the close
 *   a ticker         mark and funding rate
 * </pre>
 *
 * <p>The points of a bar ({@code BarPoint}) are left out: they come only while we hold or want something, and an account must not depend on that.
 */
public final class AccountFeed {

    private final PricedAccounts accounts;
    private final int instruments;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TickerDecoder ticker = new TickerDecoder();
    private final ImportedBarDecoder bar = new ImportedBarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final FeedStateDecoder feed = new FeedStateDecoder();

    public AccountFeed(final PricedAccounts accounts, final int instruments) {
        this.accounts = accounts;
        this.instruments = instruments;
    }

    /**
     * Takes any input message, before the signals of the same event.
     *
     * @param buffer holds the message, its header at offset 0
     * @param view   the instrument's market after the event; read only if the event is about a market
     * @param out    gets the trades; not cleared here
     */
    public void onInput(final DirectBuffer buffer, final int templateId, final long timeNs, final MarketView view, final AccountTrades out) {
        switch (templateId) {
            case BookDeltaDecoder.TEMPLATE_ID, BookSnapshotDecoder.TEMPLATE_ID -> onBook(view, timeNs, out);
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrapAndApplyHeader(buffer, 0, header).priceE8(), timeNs, view, out);
            case TickerDecoder.TEMPLATE_ID -> onTicker(ticker.wrapAndApplyHeader(buffer, 0, header), timeNs, view);
            case ImportedBarDecoder.TEMPLATE_ID -> onBar(bar.wrapAndApplyHeader(buffer, 0, header), timeNs, out);
            case FeedStateDecoder.TEMPLATE_ID -> onFeedState(feed.wrapAndApplyHeader(buffer, 0, header), timeNs);
            default -> {
                // Not about a market.
            }
        }
    }

    private void onBook(final MarketView view, final long timeNs, final AccountTrades out) {
        accounts.onTime(view.instrumentId, timeNs);
        if (view.bookState == BookState.VALID) {
            accounts.onTouch(view.instrumentId, view.bidPriceE8, view.askPriceE8, out);
        }
        accounts.onMark(view.instrumentId, view.markPriceE8);
    }

    private void onTrade(final long priceE8, final long timeNs, final MarketView view, final AccountTrades out) {
        accounts.onTime(view.instrumentId, timeNs);
        if (view.bookState == BookState.NONE) {
            accounts.onPrice(view.instrumentId, priceE8, out);
        }
        accounts.onMark(view.instrumentId, view.markPriceE8);
    }

    private void onTicker(final TickerDecoder message, final long timeNs, final MarketView view) {
        final int id = message.instrumentId();
        accounts.onTime(id, timeNs);
        if (message.fundingRateE8() != TickerDecoder.fundingRateE8NullValue()) {
            accounts.onFundingRate(id, message.fundingRateE8());
        }
        accounts.onMark(id, view.markPriceE8);
    }

    private void onBar(final ImportedBarDecoder message, final long timeNs, final AccountTrades out) {
        if (message.phase() != BarPhase.LIVE) {
            return;
        }
        final int id = message.instrumentId();
        accounts.onTime(id, message.openTimeNs());
        accounts.onPrice(id, message.openPriceE8(), out);
        accounts.onMark(id, message.openPriceE8());
        accounts.onTime(id, timeNs);
        accounts.onMark(id, message.closePriceE8());
    }

    private void onFeedState(final FeedStateDecoder message, final long timeNs) {
        for (int i = 0; i < instruments; i++) {
            if (message.condition() == FeedCondition.DOWN && (message.instrumentId() < 0 || message.instrumentId() == i)) {
                accounts.onTime(i, timeNs);
                accounts.onFeedDown(i);
            }
        }
    }
}
