package io.ringmaster.pipeline.replay;

import io.ringmaster.journal.JournalReader;
import io.ringmaster.pipeline.core.execution.SequencerCore;
import io.ringmaster.pipeline.core.order.Order;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.InputMessage;
import io.ringmaster.pipeline.port.KnownAccount;
import io.ringmaster.pipeline.port.KnownAccount.Holding;
import io.ringmaster.pipeline.port.KnownAccount.OpenOrder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportDecoder;
import io.ringmaster.schema.FundingPaymentDecoder;
import io.ringmaster.schema.MessageHeaderDecoder;
import io.ringmaster.schema.OrderState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Leads an engine through what an earlier process recorded, so that it is where that one was: state is the fold of the journal, and of
 * nothing else. No order leaves meanwhile: what the earlier process sent, it sent.
 */
public final class SessionFold {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder execution = new ExecutionReportDecoder();
    private final FundingPaymentDecoder funding = new FundingPaymentDecoder();
    private final Set<UUID> booked = new LinkedHashSet<>();
    private long sinceNs = Long.MIN_VALUE;
    private long lastFillTimeNs;

    private SessionFold() {
    }

    /**
     * @param journal its inputs and outputs go through the engine's log and sink, so what is said again is held against what was said
     * @param engine  new
     * @throws io.ringmaster.pipeline.topology.HandlerFailedException if what is said differs from what was recorded
     */
    public static KnownAccount run(final SessionDirectory directory, final SessionJournal journal, final Engine engine) {
        final SessionFold fold = new SessionFold();
        try (JournalReader inputs = JournalReader.open(directory.input())) {
            // The writer has the journal open behind us, so the end is the one that was found.
            for (long i = 0; i < journal.foundInput().records() && inputs.next(); i++) {
                fold.note(inputs);
                engine.onInput(inputs.buffer(), inputs.offset(), inputs.length());
                engine.discardOrders();
            }
        }
        engine.awaitAll();
        engine.discardOrders();
        return fold.known(engine.sequencer());
    }

    private void note(final JournalReader input) {
        if (sinceNs == Long.MIN_VALUE) {
            sinceNs = InputMessage.timeNs(input.buffer(), input.offset());
            lastFillTimeNs = sinceNs;
        }
        final int templateId = InputMessage.templateId(input.buffer(), input.offset());
        if (templateId == FundingPaymentDecoder.TEMPLATE_ID) {
            funding.wrapAndApplyHeader(input.buffer(), input.offset(), header);
            booked.add(KnownAccount.fundingId(funding.instrumentId(), funding.exchangeTimeNs(), funding.amountE8()));
        } else if (templateId == ExecutionReportDecoder.TEMPLATE_ID) {
            execution.wrapAndApplyHeader(input.buffer(), input.offset(), header);
            if (execution.execType() == ExecType.TRADE) {
                booked.add(new UUID(execution.executionId().high(), execution.executionId().low()));
                lastFillTimeNs = Math.max(lastFillTimeNs, execution.exchangeTimeNs());
            }
        }
    }

    private KnownAccount known(final SequencerCore core) {
        final List<Holding> holdings = new ArrayList<>();
        for (int id = 0; id < core.instruments(); id++) {
            holdings.add(new Holding(core.positionE8(id), core.ledger().costE8(id)));
        }
        final List<OpenOrder> orders = new ArrayList<>();
        for (int i = 0; i < core.workingOrders(); i++) {
            orders.add(openOrder(core.workingOrder(i)));
        }
        return new KnownAccount(holdings, orders, booked, core.ledger().cashE8(), sinceNs, lastFillTimeNs);
    }

    private static OpenOrder openOrder(final Order order) {
        return new OpenOrder(
            order.clientOrderId, order.instrumentId, order.type, order.side, order.qtyE8, order.cumQtyE8, order.limitPriceE8,
            order.stopPriceE8, order.amendStopPriceE8, order.reduceOnly, order.state == OrderState.NEW || order.state == OrderState.PARTIALLY_FILLED,
            order.state == OrderState.PENDING_CANCEL);
    }
}
