package io.ringmaster.exchange;

import io.ringmaster.exchange.matching.MarginAccount;
import io.ringmaster.exchange.matching.VenueOrder;
import io.ringmaster.schema.AccountReportEncoder;
import io.ringmaster.schema.ExecType;
import io.ringmaster.schema.ExecutionReportEncoder;
import io.ringmaster.schema.FundingPaymentEncoder;
import io.ringmaster.schema.Liquidity;
import io.ringmaster.schema.MessageHeaderEncoder;
import io.ringmaster.schema.PositionReportEncoder;
import io.ringmaster.schema.Side;
import io.ringmaster.schema.VenueReason;

/**
 * Encodes what the venue says and puts it on the line to us.
 *
 * <p>Identifiers: the high half is a tag of the seed, the instrument and the kind, the low half counts from 1.
 */
final class ReportPublisher {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int INSTRUMENT_BITS = 16;

    private final LatencyLine line;
    private final MarginAccount account;
    private final long tag;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final PositionReportEncoder position = new PositionReportEncoder();
    private final AccountReportEncoder accountReport = new AccountReportEncoder();
    private final FundingPaymentEncoder funding = new FundingPaymentEncoder();
    private long nowNs;
    private boolean instant;

    ReportPublisher(final LatencyLine line, final MarginAccount account, final long seed) {
        this.line = line;
        this.account = account;
        tag = (seed + 1) * GOLDEN_RATIO << INSTRUMENT_BITS;
    }

    /** @param reportsAtOnce whether what happens now is known to us without latency, as with a bar that is already past */
    void at(final long timeNs, final boolean reportsAtOnce) {
        nowNs = timeNs;
        instant = reportsAtOnce;
    }

    void onOrder(final VenueOrder order, final ExecType execType, final VenueReason reason) {
        begin(order.instrumentId(), order.clientOrderId(), order.number(), order.side())
            .lastQtyE8(0).lastPriceE8(0).cumQtyE8(order.filledE8()).leavesQtyE8(order.leavesE8()).feeE8(0)
            .execType(execType).liquidity(Liquidity.NONE).reason(reason)
            .executionId().high(0).low(0);
    }

    void onFill(
        final VenueOrder order, final long executionNumber, final long qtyE8, final long priceE8, final long feeE8,
        final Liquidity liquidity, final VenueReason reason) {
        begin(order.instrumentId(), order.clientOrderId(), order.number(), order.side())
            .lastQtyE8(qtyE8).lastPriceE8(priceE8).cumQtyE8(order.filledE8()).leavesQtyE8(order.leavesE8()).feeE8(feeE8)
            .execType(ExecType.TRADE).liquidity(liquidity).reason(reason)
            .executionId().high(tag(order.instrumentId(), 1)).low(executionNumber);
    }

    /** A report about an order that the venue does not know; it has only our id. */
    void onRefused(final int instrumentId, final long clientOrderId, final ExecType execType) {
        begin(instrumentId, clientOrderId, 0, Side.BUY)
            .lastQtyE8(0).lastPriceE8(0).cumQtyE8(0).leavesQtyE8(0).feeE8(0)
            .execType(execType).liquidity(Liquidity.NONE).reason(VenueReason.UNKNOWN_ORDER)
            .executionId().high(0).low(0);
    }

    private ExecutionReportEncoder begin(final int instrumentId, final long clientOrderId, final long orderNumber, final Side side) {
        final long deliveryTimeNs = deliveryTimeNs();
        final int offset = line.put(deliveryTimeNs, MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH);
        execution.wrapAndApplyHeader(line.buffer(), offset, header)
            .receiveTimeNs(deliveryTimeNs).exchangeTimeNs(nowNs).clientOrderId(clientOrderId).instrumentId(instrumentId).side(side);
        execution.venueOrderId().high(orderNumber == 0 ? 0 : tag(instrumentId, 0)).low(orderNumber);
        return execution;
    }

    void onPosition(final int instrumentId) {
        final long deliveryTimeNs = deliveryTimeNs();
        final int offset = line.put(deliveryTimeNs, MessageHeaderEncoder.ENCODED_LENGTH + PositionReportEncoder.BLOCK_LENGTH);
        position.wrapAndApplyHeader(line.buffer(), offset, header)
            .receiveTimeNs(deliveryTimeNs).exchangeTimeNs(nowNs).instrumentId(instrumentId)
            .positionQtyE8(account.positionE8(instrumentId)).averageEntryPriceE8(account.averageEntryPriceE8(instrumentId));
    }

    void onAccount() {
        final long deliveryTimeNs = deliveryTimeNs();
        final int offset = line.put(deliveryTimeNs, MessageHeaderEncoder.ENCODED_LENGTH + AccountReportEncoder.BLOCK_LENGTH);
        accountReport.wrapAndApplyHeader(line.buffer(), offset, header)
            .receiveTimeNs(deliveryTimeNs).exchangeTimeNs(nowNs)
            .cashE8(account.cashE8()).equityE8(account.equityE8()).marginUsedE8(account.marginUsedE8());
    }

    void onFunding(final int instrumentId, final long amountE8, final long rateE8) {
        final long deliveryTimeNs = deliveryTimeNs();
        final int offset = line.put(deliveryTimeNs, MessageHeaderEncoder.ENCODED_LENGTH + FundingPaymentEncoder.BLOCK_LENGTH);
        funding.wrapAndApplyHeader(line.buffer(), offset, header)
            .receiveTimeNs(deliveryTimeNs).exchangeTimeNs(nowNs).instrumentId(instrumentId)
            .amountE8(amountE8).positionQtyE8(account.positionE8(instrumentId)).fundingRateE8(rateE8);
    }

    private long deliveryTimeNs() {
        return instant ? line.inOrder(nowNs) : line.draw(nowNs);
    }

    private long tag(final int instrumentId, final int kind) {
        return tag | (long) instrumentId << 2 | (long) kind << 1 | 1;
    }
}
