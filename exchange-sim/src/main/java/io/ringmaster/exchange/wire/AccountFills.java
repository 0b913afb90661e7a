package io.ringmaster.exchange.wire;

import io.ringmaster.exchange.matching.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The fills of one account, and what they do to its money. One thread. */
final class AccountFills {

    private final LongSupplier clockMs;
    private final Supplier<String> ids;
    private final AccountListener listener;
    private final AccountLog money;
    private final List<AccountFill> all = new ArrayList<>();
    private final List<AccountFill> ofRequest = new ArrayList<>();

    AccountFills(final AccountLog money, final LongSupplier clockMs, final Supplier<String> ids, final AccountListener listener) {
        this.money = money;
        this.clockMs = clockMs;
        this.ids = ids;
        this.listener = listener;
    }

    /** Every fill, the oldest first. */
    List<AccountFill> all() {
        return all;
    }

    /** Fills of the request just made. */
    List<AccountFill> ofRequest() {
        return ofRequest;
    }

    /** A request begins. */
    void beginRequest() {
        ofRequest.clear();
    }

    /**
     * An order of the account was filled, by so much more.
     *
     * @param order null where the venue traded for the account
     * @param prior the order before the fill; null where there is none
     */
    void book(final AccountOrder order, final OrderImage prior, final VenueOrder engineOrder, final AccountFill.Execution execution) {
        final String fillId = ids.get();
        final AccountFill.Source source = order == null
            ? new AccountFill.Source(ids.get(), "", "mkt", 0, null)
            : new AccountFill.Source(order.venueOrderId, order.clientText, order.type, order.qtyE8 - order.filledE8, prior);
        final AccountFill fill =
            new AccountFill(fillId, all.size() + 1, engineOrder.instrumentId(), engineOrder.side(), clockMs.getAsLong(), execution, source);
        all.add(fill);
        ofRequest.add(fill);
        money.onFill(fill);
        listener.onFill(fill);
    }
}
