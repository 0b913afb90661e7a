package io.ringmaster.gateway.session;

import io.ringmaster.gateway.wire.VenueBalance;
import io.ringmaster.gateway.wire.VenueFill;
import io.ringmaster.gateway.wire.VenueFunding;
import io.ringmaster.gateway.wire.VenueOrderState;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.schema.AccountReportEncoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.ExternalOrderEncoder;
import io.ringmaster.schema.FundingPaymentEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.OrderIntentDecoder;
import io.ringmaster.schema.PositionReportEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the venue's reports about orders and money as events. Their receive time is set when they are published. */
final class Reports {

    private static final long MS_TO_NS = 1_000_000;
    private static final UUID NONE = new UUID(0, 0);

    private final InputSink sink;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final ExternalOrderEncoder external = new ExternalOrderEncoder();
    private final PositionReportEncoder position = new PositionReportEncoder();
    private final AccountReportEncoder account = new AccountReportEncoder();
    private final FundingPaymentEncoder funding = new FundingPaymentEncoder();

    Reports(final InputSink sink) {
        this.sink = sink;
    }

    /** Anything but a fill. */
    void order(final LiveOrder order, final ExecType execType, final VenueReason reason, final long venueTimeMs) {
        final boolean isOpen = execType == ExecType.NEW || execType == ExecType.TRIGGERED || execType == ExecType.UNANSWERED
            || execType == ExecType.AMENDED || execType == ExecType.AMEND_REJECTED;
        begin(order.clientOrderId, order.venueOrderId, NONE, order.instrumentId(), order.side(), venueTimeMs)
            .lastQtyE8(0).lastPriceE8(0).cumQtyE8(order.filledE8).leavesQtyE8(isOpen ? order.qtyE8() - order.filledE8 : 0).feeE8(0)
            .execType(execType).liquidity(Liquidity.NONE).reason(reason);
        send(execution.encodedLength());
    }

    /** A request that was not sent: the venue did nothing and will do nothing. */
    void notSent(final OrderIntentDecoder intent, final ExecType execType, final VenueReason reason, final long timeMs) {
        begin(intent.clientOrderId(), "", NONE, intent.instrumentId(), intent.side(), timeMs)
            .lastQtyE8(0).lastPriceE8(0).cumQtyE8(0).leavesQtyE8(execType == ExecType.AMEND_REJECTED ? intent.qtyE8() : 0).feeE8(0)
            .execType(execType).liquidity(Liquidity.NONE).reason(reason);
        send(execution.encodedLength());
    }

    /** A cancel for an order that is not known, or done. */
    void cancelRejected(final long clientOrderId, final int instrumentId, final long venueTimeMs) {
        begin(clientOrderId, "", NONE, instrumentId, Side.BUY, venueTimeMs)
            .lastQtyE8(0).lastPriceE8(0).cumQtyE8(0).leavesQtyE8(0).feeE8(0)
            .execType(ExecType.CANCEL_REJECTED).liquidity(Liquidity.NONE).reason(VenueReason.UNKNOWN_ORDER);
        send(execution.encodedLength());
    }

    /**
     * @param clientOrderId 0 for a fill that is not ours
     * @param cumE8         of the order with this fill; 0 when the order is not known
     */
    void fill(
        final VenueFill fill, final long clientOrderId, final int instrumentId, final long feeE8, final long cumE8, final long leavesE8) {
        begin(clientOrderId, fill.order().venueOrderId(), VenueUuid.of(fill.fillId()), instrumentId, fill.side(), fill.timeMs())
            .lastQtyE8(fill.qtyE8()).lastPriceE8(fill.priceE8()).cumQtyE8(cumE8).leavesQtyE8(leavesE8).feeE8(feeE8)
            .execType(ExecType.TRADE).liquidity(fill.isMaker() ? Liquidity.MAKER : Liquidity.TAKER)
            .reason(fill.isLiquidation() ? VenueReason.LIQUIDATION : VenueReason.NONE);
        send(execution.encodedLength());
    }

    private ExecutionReportEncoder begin(
        final long clientOrderId, final String venueOrderId, final UUID executionId, final int instrumentId, final Side side,
        final long venueTimeMs) {
        final UUID orderUuid = venueOrderId.isEmpty() ? NONE : VenueUuid.of(venueOrderId);
        execution.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(0).exchangeTimeNs(venueTimeMs * MS_TO_NS).clientOrderId(clientOrderId).instrumentId(instrumentId).side(side);
        execution.venueOrderId().high(orderUuid.getMostSignificantBits()).low(orderUuid.getLeastSignificantBits());
        execution.executionId().high(executionId.getMostSignificantBits()).low(executionId.getLeastSignificantBits());
        return execution;
    }

    /** @param leavesE8 0 when it is gone */
    void external(final VenueOrderState state, final int instrumentId, final long leavesE8, final long venueTimeMs) {
        final UUID orderUuid = VenueUuid.of(state.venueOrderId());
        external.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(0).exchangeTimeNs(venueTimeMs * MS_TO_NS).instrumentId(instrumentId).side(state.side()).leavesQtyE8(leavesE8)
            .limitPriceE8(state.limitPriceE8() == 0 ? ExternalOrderEncoder.limitPriceE8NullValue() : state.limitPriceE8())
            .reduceOnly((short) (state.reduceOnly() ? 1 : 0));
        external.venueOrderId().high(orderUuid.getMostSignificantBits()).low(orderUuid.getLeastSignificantBits());
        send(external.encodedLength());
    }

    void position(final int instrumentId, final long qtyE8, final long entryE8, final long venueTimeMs) {
        position.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(0).exchangeTimeNs(venueTimeMs * MS_TO_NS).positionQtyE8(qtyE8).averageEntryPriceE8(entryE8)
            .instrumentId(instrumentId);
        send(position.encodedLength());
    }

    void account(final VenueBalance balance, final long venueTimeMs) {
        account.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(0).exchangeTimeNs(venueTimeMs * MS_TO_NS).cashE8(balance.balanceE8()).equityE8(balance.portfolioE8())
            .marginUsedE8(balance.initialMarginE8());
        send(account.encodedLength());
    }

    /** @param settledOnE8 signed position it was for */
    void funding(final VenueFunding payment, final int instrumentId, final long settledOnE8) {
        funding.wrapAndApplyHeader(buffer, 0, header)
            .receiveTimeNs(0).exchangeTimeNs(payment.timeMs() * MS_TO_NS).amountE8(payment.amountE8()).positionQtyE8(settledOnE8)
            .fundingRateE8(payment.rateE8()).instrumentId(instrumentId);
        send(funding.encodedLength());
    }

    private void send(final int bodyLength) {
        sink.onInput(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
