package io.ringmaster.monitor.view.chart;

import io.ringmaster.monitor.model.FillRow;
import io.ringmaster.monitor.model.OrderRow;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.Times;
import io.ringmaster.monitor.view.kit.Words;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.Side;

/** What a mark under the mouse says. */
final class MarkText {

    private MarkText() {
    }

    static String of(final FillRow fill, final SessionFacts.Instrument instrument) {
        final String by = fill.liquidity() == Liquidity.MAKER ? "maker" : fill.liquidity() == Liquidity.TAKER ? "taker" : "liquidity not known";
        final String order = fill.clientOrderId() == 0 ? "not an order of ours" : "order " + fill.clientOrderId();
        return (fill.side() == Side.BUY ? "▲ bought " : "▼ sold ") + Numbers.onStep(fill.qtyE8(), instrument.lotE8())
            + " at " + Numbers.onStep(fill.priceE8(), instrument.tickE8())
            + "\nfee " + Numbers.fee(fill.feeE8()) + ", " + by
            + "\n" + order + ", " + Times.millis(fill.timeNs());
    }

    static String of(final OrderRow order, final SessionFacts.Instrument instrument) {
        final long level = Visible.levelE8(order);
        return (order.side() == Side.BUY ? "buy " : "sell ") + Numbers.onStep(order.qtyE8(), instrument.lotE8())
            + (level == 0 ? "" : " at " + Numbers.onStep(level, instrument.tickE8()))
            + "\n" + Words.of(order.type()) + ", " + Words.of(order.purpose()) + ", " + Words.of(order.state())
            + (order.cumQtyE8() == 0 ? "" : ", filled " + Numbers.onStep(order.cumQtyE8(), instrument.lotE8()))
            + "\norder " + order.clientOrderId() + ", " + Times.millis(order.timeNs());
    }
}
