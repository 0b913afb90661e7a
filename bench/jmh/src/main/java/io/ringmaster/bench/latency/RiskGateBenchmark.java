package io.ringmaster.bench.latency;

import io.ringmaster.bench.PerOperation;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.core.order.ExternalOrders;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.order.OrderRequest;
import io.ringmaster.pipeline.core.order.OrderStore;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.core.risk.RiskLimits;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.OrderPurpose;
import io.ringmaster.schema.OrderState;
import io.ringmaster.schema.OrderType;
import io.ringmaster.schema.RiskReason;
import io.ringmaster.schema.Side;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Question: what does the risk gate add to an order?
 *
 * <p>Input: an entry that passes every control, an exit, and an entry that the collar refuses, with none and with twelve other orders working. A second
 * passes between two of them.
 *
 * <p>Changes a decision at: 1 µs for an entry. The budget from tick to order without a model is 600 ns in all, and an order is rare, so a gate that takes
 * more than twice that would have to keep running totals.
 */
public class RiskGateBenchmark extends PerOperation {

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PRICE_E8 = 60_000 * FixedPoint.ONE;
    private static final long QTY_E8 = FixedPoint.ONE / 10;
    private static final long ANYWHERE_E8 = 1_000 * FixedPoint.ONE;
    private static final RiskLimits LIMITS =
        Configuration.bind(RiskLimits.class, "bench", "{maxPosition: 100, maxOpenValue: 10000000, maxOrderValue: 1000000}", Map.of());

    /** Other orders that work. */
    @Param({"0", "12"})
    public int working;

    private final List<InstrumentDefinition> instruments = List.of(InstrumentDefinition.perpetual("X", FixedPoint.ONE));
    private final Ledger ledger = new Ledger(instruments, 1_000_000 * FixedPoint.ONE);
    private final OrderStore orders = new OrderStore();
    private final MarketView[] markets = {new MarketView()};
    private final RiskGate gate = new RiskGate(LIMITS, instruments, ledger, orders, new ExternalOrders(), markets);
    private final OrderRequest entry = request(Side.BUY, PRICE_E8);
    private final OrderRequest exit = request(Side.SELL, PRICE_E8 + 2 * FixedPoint.ONE);
    private final OrderRequest far = request(Side.BUY, PRICE_E8 + PRICE_E8 / 10);
    private long timeNs = SECOND_NS;

    @Setup
    public void fill() {
        exit.reduceOnly = true;
        markets[0].instrumentId = 0;
        markets[0].bookState = BookState.VALID;
        markets[0].bidPriceE8 = PRICE_E8;
        markets[0].askPriceE8 = PRICE_E8 + FixedPoint.ONE;
        markets[0].markPriceE8 = PRICE_E8;
        ledger.onMark(0, PRICE_E8);
        gate.setWarmupEnd(0);
        for (int i = 1; i <= working; i++) {
            final Order order = orders.add(i);
            order.clear(i);
            order.copyRequestFrom(entry);
            order.state = OrderState.NEW;
            order.limitPriceE8 = PRICE_E8 - i * FixedPoint.ONE;
        }
        require(RiskReason.PASSED, entry());
        require(RiskReason.PASSED, exit());
        require(RiskReason.PRICE_COLLAR, refused());
    }

    private static OrderRequest request(final Side side, final long priceE8) {
        final OrderRequest request = new OrderRequest();
        request.type = OrderType.LIMIT;
        request.side = side;
        request.purpose = OrderPurpose.INCREASE;
        request.qtyE8 = QTY_E8;
        request.limitPriceE8 = priceE8;
        return request;
    }

    private static void require(final RiskReason expected, final RiskReason reason) {
        if (reason != expected) {
            throw new IllegalStateException("the gate says " + reason + " instead of " + expected);
        }
    }

    @Benchmark
    public RiskReason entry() {
        return check(entry);
    }

    @Benchmark
    public RiskReason exit() {
        return check(exit);
    }

    @Benchmark
    public RiskReason refused() {
        return check(far);
    }

    private RiskReason check(final OrderRequest request) {
        timeNs += SECOND_NS;
        markets[0].markTimeNs = timeNs;
        markets[0].bookTimeNs = timeNs;
        gate.onTime(timeNs);
        return gate.check(request, request.side == Side.BUY ? ANYWHERE_E8 : -ANYWHERE_E8, timeNs);
    }
}
