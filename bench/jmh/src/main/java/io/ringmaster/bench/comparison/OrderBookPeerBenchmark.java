package io.ringmaster.bench.comparison;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import io.ringmaster.bench.PerOperation;
import io.ringmaster.bench.input.LevelToggles;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.OrderBook;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Question: what does one changed level cost our book, and what one order that comes or goes the book of exchange-core?
 *
 * <p>Input: levels among 400 prices that appear and disappear at random, in a circle. Here each is a message of one level, decoded and applied. There each is
 * an order of that size at that price, placed or canceled in {@code OrderBookDirectImpl}: the only order at its price, so it never waits behind another. It
 * is the book of a venue, which can match and knows each order by its id; ours only follows a venue's levels. The rest of exchange-core 0.5.3 does not run on
 * JDK 25, because it maps memory through a method that is gone.
 *
 * <p>Changes a decision at: our book being slower. Then a tree with an index, as theirs, would replace the sorted arrays.
 */
public class OrderBookPeerBenchmark extends PerOperation {

    private final LevelToggles toggles = new LevelToggles();
    private final OrderBook book = new OrderBook();

    @Setup
    public void begin() {
        book.onSnapshot(toggles.snapshot());
    }

    @TearDown
    public void requireValid() {
        if (book.state() != BookState.VALID || book.gaps() > 0) {
            throw new IllegalStateException("the book is " + book.state() + " with " + book.gaps() + " gaps");
        }
    }

    /** The book of exchange-core. */
    @State(Scope.Thread)
    public static class Peer {

        private static final int SYMBOL = 1;
        private static final long USER = 7;
        private static final int POOLED = 4_096;

        private final LevelToggles toggles = new LevelToggles();
        private final OrderCommand place = OrderCommand.newOrder(OrderType.GTC, 1, USER, 1, 1, 1, OrderAction.BID);
        private final OrderCommand cancel = OrderCommand.cancel(1, USER);
        private final IOrderBook book = new OrderBookDirectImpl(
            CoreSymbolSpecification.builder().symbolId(SYMBOL).type(SymbolType.CURRENCY_EXCHANGE_PAIR).baseCurrency(1).quoteCurrency(2)
                .baseScaleK(1).quoteScaleK(1).build(),
            new ObjectsPool(Map.of(
                ObjectsPool.DIRECT_ORDER, POOLED, ObjectsPool.DIRECT_BUCKET, POOLED, ObjectsPool.ART_NODE_4, POOLED, ObjectsPool.ART_NODE_16, POOLED,
                ObjectsPool.ART_NODE_48, POOLED, ObjectsPool.ART_NODE_256, POOLED)),
            OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER, LoggingConfiguration.DEFAULT);

        @Setup
        public void begin() {
            place.symbol = SYMBOL;
            cancel.symbol = SYMBOL;
            toggles.forEachFirst(this::toggle);
        }

        @TearDown
        public void requireOrders() {
            if (book.getOrdersNum(OrderAction.BID) != toggles.levels(true) || book.getOrdersNum(OrderAction.ASK) != toggles.levels(false)) {
                throw new IllegalStateException("the peer's book has " + book.getOrdersNum(OrderAction.BID) + " and " + book.getOrdersNum(OrderAction.ASK)
                    + " orders instead of " + toggles.levels(true) + " and " + toggles.levels(false));
            }
        }

        /** An order is known by its price. */
        private CommandResultCode toggle(final boolean isBid, final long price, final long quantity) {
            final OrderCommand command = quantity == 0 ? cancel : place;
            command.orderId = price;
            if (quantity > 0) {
                place.price = price;
                place.reserveBidPrice = price;
                place.size = quantity;
                place.action = isBid ? OrderAction.BID : OrderAction.ASK;
            }
            return IOrderBook.processCommand(book, command);
        }
    }

    @Benchmark
    public BookState here() {
        book.onDelta(toggles.nextMessage());
        return book.state();
    }

    @Benchmark
    public CommandResultCode exchangeCore(final Peer peer) {
        peer.toggles.advance();
        return peer.toggle(peer.toggles.isBid(), peer.toggles.price(), peer.toggles.quantity());
    }
}
