package io.ringmaster.lab.backtest;

import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.core.portfolio.Ledger;
import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.InstrumentStatus;
import java.util.StringJoiner;

/** What an engine at rest has of its account, as text: money, positions, stops, limits, what blocks trading, and working orders. */
final class AccountText {

    private AccountText() {
    }

    static String of(final Engine engine) {
        final SequencerCore core = engine.sequencer();
        final Ledger ledger = core.ledger();
        final RiskGate gate = core.gate();
        final StringJoiner text = new StringJoiner("\n");
        text.add("cash " + ledger.cashE8() + " equity " + ledger.equityE8() + " realised " + ledger.realisedPnlE8() + " fees " + ledger.feesE8()
            + " funding " + ledger.fundingE8() + " highest " + ledger.highestEquityE8() + " day " + ledger.dayStartEquityE8()
            + " fills " + core.fills());
        text.add("latched " + core.latchReasons() + gate.isLatched() + gate.isKilled() + gate.isPaused() + gate.isStandingDown() + gate.isArmed()
            + core.isClosingAll() + gate.agreement());
        text.add(core.limits().toString());
        for (int id = 0; id < core.instruments(); id++) {
            text.add("position " + ledger.positionE8(id) + " cost " + ledger.costE8(id) + " stop "
                + engine.status().instruments().get(id, InstrumentStatus.Figure.STOP_PRICE_E8));
        }
        for (int i = 0; i < core.workingOrders(); i++) {
            final Order order = core.workingOrder(i);
            text.add(order.clientOrderId + " " + order.state + order.type + order.side + order.purpose + order.reduceOnly + " " + order.qtyE8 + " "
                + order.cumQtyE8 + " " + order.leavesQtyE8() + " " + order.stopPriceE8 + " " + order.amendStopPriceE8);
        }
        return text.toString();
    }
}
